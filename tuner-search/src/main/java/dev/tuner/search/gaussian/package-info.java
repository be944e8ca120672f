/** Gaussian-process regression and the search for its most promising point. */
package dev.tuner.search.gaussian;
