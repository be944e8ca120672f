package dev.tuner.wire;

import java.util.List;

/**
 * A study's log, decided again by the schedulers that were in force.
 *
 * @param reports how many reports were judged again
 * @param decisions how many decisions and promotions were compared
 * @param different how many of them differ; there must be none
 * @param differences the first 100 of them
 */
public record ReplayView(
    long reports, long decisions, long different, List<Difference> differences) {

  /**
   * @param sequence the place in the study's log
   * @param trial the trial's number
   * @param logged what was decided; absent if nothing was
   * @param replayed what is decided now; absent if nothing is
   */
  public record Difference(
      long sequence, int trial, long step, DecisionView logged, DecisionView replayed) {}
}
