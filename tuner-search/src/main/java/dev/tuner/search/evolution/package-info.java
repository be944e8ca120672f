/** Covariance matrix adaptation: an evolution strategy that can be replayed. */
package dev.tuner.search.evolution;
