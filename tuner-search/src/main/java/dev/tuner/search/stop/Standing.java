package dev.tuner.search.stop;

/**
 * What the stop criteria of a study need to know of its past.
 *
 * @param failures trials that failed
 * @param mark the loss of the last improvement; positive infinity before the first finite one
 * @param trialsSince trials that reported for the first time, or failed before, since then
 * @param stepsSince steps that all trials trained since then
 */
public record Standing(int failures, double mark, long trialsSince, long stepsSince) {

  /** Nothing has happened yet. */
  public static Standing start() {
    return new Standing(0, Double.POSITIVE_INFINITY, 0, 0);
  }

  /** Whether any trial has reported a finite value. */
  boolean hasBest() {
    return mark < Double.POSITIVE_INFINITY;
  }

  /** A trial reported a loss, so many steps after its last report; 0 before its first one. */
  Standing reported(double loss, long lastStep, long step, double minDelta) {
    if (loss < mark - minDelta) {
      return new Standing(failures, loss, 0, 0);
    }
    return new Standing(
        failures, mark, trialsSince + (lastStep == 0 ? 1 : 0), stepsSince + step - lastStep);
  }

  /** A trial failed after this step; 0 when it never reported. */
  public Standing failed(long lastStep) {
    return new Standing(failures + 1, mark, trialsSince + (lastStep == 0 ? 1 : 0), stepsSince);
  }
}
