/** Hyperparameter search as pure functions: no I/O, no clock, no hidden randomness. */
package dev.tuner.search;
