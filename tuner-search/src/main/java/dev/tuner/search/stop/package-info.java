/** When a study ends before its samples are used up. */
package dev.tuner.search.stop;
