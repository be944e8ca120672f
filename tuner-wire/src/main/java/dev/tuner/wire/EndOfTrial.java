package dev.tuner.wire;

/**
 * A worker ends its run of a trial.
 *
 * @param lease the lease under which the trial ran
 * @param error what went wrong; only for {@code :fail}
 * @param log the last lines of the trial's log; only for {@code :fail}
 * @param lostProcess whether the process was killed or crashed, so that another attempt makes
 *     sense; only for {@code :fail}
 */
public record EndOfTrial(long lease, String error, String log, boolean lostProcess) {

  /** The run ended by itself, or the lease is given back. */
  public static EndOfTrial of(long lease) {
    return new EndOfTrial(lease, null, null, false);
  }
}
