package dev.tuner.search.scheduler;

/**
 * What becomes of a trial after a report, and why.
 *
 * @param complete whether the trial reached its last step; only with {@link Kind#STOP}
 * @param milestone the rung the decision belongs to; null for decisions outside of rungs
 * @param rungSize how many trials that rung holds, this one included; null outside of rungs
 * @param rank the trial's rank among them, 1 is best; null outside of rungs
 * @param cutoff the worst loss that still goes on; null when the rung lets nobody go on yet
 * @param reason the decision in words, such as "rank 14 of 40 at step 27; 13 go on"
 */
public record Decision(
    Kind kind,
    boolean complete,
    Long milestone,
    Integer rungSize,
    Integer rank,
    Double cutoff,
    String reason) {

  /** What happens to the trial. */
  public enum Kind {
    /** It trains on. */
    CONTINUE,
    /** It is over: stopped by the scheduler, or complete. */
    STOP,
    /** It waits at its milestone; it may be promoted later. */
    PAUSE,
    /** A paused trial goes on. */
    PROMOTE
  }

  /** The trial trains on, and no rung was involved. */
  public static Decision goOn(String reason) {
    return new Decision(Kind.CONTINUE, false, null, null, null, null, reason);
  }

  /** The trial is over, and no rung was involved. */
  public static Decision stop(String reason) {
    return new Decision(Kind.STOP, false, null, null, null, null, reason);
  }

  /** The trial is over because it reached its last step. */
  public static Decision complete(String reason) {
    return new Decision(Kind.STOP, true, null, null, null, null, reason);
  }
}
