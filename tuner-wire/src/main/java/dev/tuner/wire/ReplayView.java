package dev.tuner.wire;

import java.util.List;
import java.util.Map;

/**
 * A study's log, decided again by the schedulers that were in force.
 *
 * @param reports how many reports were judged again
 * @param decisions how many decisions and promotions were compared
 * @param different how many of them differ; there must be none
 * @param differences the first 100 of them
 * @param comparison with another scheduler; absent if none was asked for
 */
public record ReplayView(
    long reports,
    long decisions,
    long different,
    List<Difference> differences,
    Comparison comparison) {

  /**
   * What another scheduler would have done with the same trials, on the curves that were recorded.
   *
   * @param scheduler the other one, with every default
   * @param slots how many trials run at once in the comparison
   * @param recorded what happened
   * @param other what would have happened
   * @param words what it would have saved and lost
   */
  public record Comparison(
      Map<String, Object> scheduler, int slots, Outcome recorded, Outcome other, String words) {}

  /**
   * @param steps trained in all
   * @param hours run in all, over all trials
   * @param gpuHours the same times the GPUs of a trial
   * @param bestTrial its number; absent when no value was finite
   * @param best its value
   * @param unknown how many trials would have gone on where their recorded curve ends, so that
   *     nobody knows
   * @param tooShort the first 20 of them
   */
  public record Outcome(
      long steps,
      double hours,
      double gpuHours,
      Integer bestTrial,
      Double best,
      int unknown,
      List<TooShort> tooShort) {}

  /** A trial whose curve is too short to know, and its last step. */
  public record TooShort(int trial, long step) {}

  /**
   * @param sequence the place in the study's log
   * @param trial the trial's number
   * @param logged what was decided; absent if nothing was
   * @param replayed what is decided now; absent if nothing is
   */
  public record Difference(
      long sequence, int trial, long step, DecisionView logged, DecisionView replayed) {}
}
