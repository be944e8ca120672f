package dev.tuner.search.scheduler;

import java.util.List;

/**
 * One trial recorded in one rung. The rung's log is the list of these in the order of arrival.
 *
 * @param level the rung's milestone, a step
 * @param loss the loss with which the trial passed the milestone; positive infinity is worst
 * @param losses the same for each of a study's several metrics; empty when it has one, and when the
 *     loss is infinite
 * @param fate what became of the trial here at once; a waiting one may be promoted later
 */
public record RungEntry(
    int bracket, long level, int trial, double loss, List<Double> losses, Fate fate) {

  /** An entry of a trial with one metric. */
  public RungEntry(int bracket, long level, int trial, double loss, Fate fate) {
    this(bracket, level, trial, loss, List.of(), fate);
  }

  /** The same arrival, of which something else became. */
  public RungEntry with(Fate other) {
    return new RungEntry(bracket, level, trial, loss, losses, other);
  }

  /** The same arrival, with the losses of several metrics. */
  public RungEntry with(List<Double> others) {
    return new RungEntry(bracket, level, trial, loss, others, fate);
  }

  /** What became of a trial when it arrived. */
  public enum Fate {
    /** It trained on without being paused. */
    GOES_ON,
    /** It is paused here and may be promoted. */
    WAITS,
    /** It is over: stopped, failed or complete. */
    ENDS,
    /**
     * It did not arrive, and the loss says nothing: the scheduler keeps a note here, such as that
     * the trial never comes.
     */
    NOTE
  }

  /** A note of the scheduler to itself, and no result of the trial. */
  static RungEntry note(int bracket, long level, int trial) {
    return new RungEntry(bracket, level, trial, Double.POSITIVE_INFINITY, Fate.NOTE);
  }

  /** Whether the loss is a result of the trial. */
  public boolean isResult() {
    return fate != Fate.NOTE;
  }

  public RungEntry {
    losses = loss == Double.POSITIVE_INFINITY ? List.of() : List.copyOf(losses);
    if (Double.isNaN(loss) || loss == Double.NEGATIVE_INFINITY) {
      throw new IllegalArgumentException("loss must be finite or +infinity but was " + loss);
    }
  }
}
