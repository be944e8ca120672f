/** Measurements that decide whether the search is good enough. */
package dev.tuner.benchmarks;
