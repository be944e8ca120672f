package dev.tuner.search.scheduler;

import java.util.OptionalInt;

/**
 * A paused trial that goes on.
 *
 * @param milestone the rung it goes on from
 * @param rungSize how many trials that rung holds
 * @param rank the trial's rank among them, 1 is best
 * @param cutoff the worst loss that still goes on; null where several losses are ranked
 * @param reason in words
 * @param donor whose weights at the milestone, and whose config, changed as {@link
 *     TrialScheduler#explore} says, it goes on with; empty: with its own
 */
public record Promotion(
    int trial,
    int bracket,
    long milestone,
    int rungSize,
    int rank,
    Double cutoff,
    String reason,
    OptionalInt donor) {

  /** A trial that goes on as it is. */
  public Promotion(
      int trial,
      int bracket,
      long milestone,
      int rungSize,
      int rank,
      Double cutoff,
      String reason) {
    this(trial, bracket, milestone, rungSize, rank, cutoff, reason, OptionalInt.empty());
  }

  /** The same, in other words. */
  public Promotion because(String other) {
    return new Promotion(trial, bracket, milestone, rungSize, rank, cutoff, other, donor);
  }

  /** The same as a decision, for the trial's log. */
  public Decision decision() {
    return new Decision(Decision.Kind.PROMOTE, false, milestone, rungSize, rank, cutoff, reason);
  }
}
