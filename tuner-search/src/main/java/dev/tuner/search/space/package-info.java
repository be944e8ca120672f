/** Search spaces: named parameters and the set each is drawn from. */
package dev.tuner.search.space;
