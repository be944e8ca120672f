/**
 * Real processes killed, frozen and cut off at random while studies run, and what must still hold
 * afterwards.
 */
package dev.tuner.benchmarks.faults;
