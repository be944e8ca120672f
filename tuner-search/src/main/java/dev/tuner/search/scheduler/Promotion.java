package dev.tuner.search.scheduler;

/**
 * A paused trial that goes on.
 *
 * @param milestone the rung it goes on from
 * @param rungSize how many trials that rung holds
 * @param rank the trial's rank among them, 1 is best
 * @param cutoff the worst loss that still goes on; null where several losses are ranked
 * @param reason in words
 */
public record Promotion(
    int trial, int bracket, long milestone, int rungSize, int rank, Double cutoff, String reason) {

  /** The same as a decision, for the trial's log. */
  public Decision decision() {
    return new Decision(Decision.Kind.PROMOTE, false, milestone, rungSize, rank, cutoff, reason);
  }
}
