/** A name that DL4J still looks for; see the one class. */
package org.nd4j.nativeblas;
