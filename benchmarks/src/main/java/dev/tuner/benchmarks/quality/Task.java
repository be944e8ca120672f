package dev.tuner.benchmarks.quality;

import dev.tuner.search.space.SearchSpace;

/** One problem: a space, and what becomes of its configs. */
interface Task {

  /**
   * No regret counts for more, or one diverged trial in one replay would outweigh all that is
   * compared.
   */
  double MOST_REGRET = 5;

  String name();

  SearchSpace space();

  /** How many steps the longest training has. */
  int steps();

  /** How many trials a study can have at most. */
  int size();

  /** 0 for the best loss known of the task, 1 for the best loss of its median config. */
  double regret(double loss);

  /** The curves that one study may use; everything about them is a function of the seed. */
  Supply supply(long seed);
}
