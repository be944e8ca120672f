package dev.tuner.runner.training;

/** A fixed, indexed set of examples, already normalised. */
public interface Examples {

  /** The number of examples, at least 1. */
  int count();

  /** The examples {@code order[from]} to {@code order[to - 1]}, in that order. */
  Batch batch(int[] order, int from, int to);
}
