package dev.tuner.runner.training;

/**
 * Which examples an epoch visits, and in which order: a function of the epoch. Safe for threads.
 */
public interface ExampleOrder {

  /** The number of examples that every epoch visits, at least 1. */
  int count();

  /** The examples' indexes in order, {@link #count()} of them; not to be changed. */
  int[] of(long epoch);
}
