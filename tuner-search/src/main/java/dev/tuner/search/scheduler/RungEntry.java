package dev.tuner.search.scheduler;

/**
 * One trial recorded in one rung. The rung's log is the list of these in the order of arrival.
 *
 * @param level the rung's milestone, a step
 * @param loss the loss with which the trial passed the milestone; positive infinity is worst
 * @param fate what became of the trial here at once; a waiting one may be promoted later
 */
public record RungEntry(int bracket, long level, int trial, double loss, Fate fate) {

  /** What became of a trial when it arrived. */
  public enum Fate {
    /** It trained on without being paused. */
    GOES_ON,
    /** It is paused here and may be promoted. */
    WAITS,
    /** It is over: stopped, failed or complete. */
    ENDS
  }

  public RungEntry {
    if (Double.isNaN(loss) || loss == Double.NEGATIVE_INFINITY) {
      throw new IllegalArgumentException("loss must be finite or +infinity but was " + loss);
    }
  }
}
