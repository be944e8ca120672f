/** Searchers on functions with a known minimum, where every trial is one evaluation. */
package dev.tuner.benchmarks.functions;
