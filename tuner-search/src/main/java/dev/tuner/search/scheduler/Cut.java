package dev.tuner.search.scheduler;

import java.util.function.IntToDoubleFunction;

/** The rule that says which trials of a rung are good enough to go on. */
interface Cut {

  /**
   * Looks at one of {@code n} trials of a rung.
   *
   * @param rung the rung's index in its ladder
   * @param lossAt the loss at each rank from 1 to {@code n}
   */
  Verdict of(Ladder ladder, int rung, int n, int rank, IntToDoubleFunction lossAt);

  /**
   * What the rule says.
   *
   * @param cutoff the worst loss that goes on; null while nobody does
   * @param words such as "13 go on"
   */
  record Verdict(boolean goesOn, Double cutoff, String words) {}
}
