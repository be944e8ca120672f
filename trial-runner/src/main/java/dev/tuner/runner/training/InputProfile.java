package dev.tuner.runner.training;

import java.util.Locale;

/**
 * Where the time of the optimizer steps between two evaluations went.
 *
 * @param seconds all of it, without the evaluation
 * @param secondsWaited what training waited for data
 * @param advice what to change if that is much
 */
public record InputProfile(double seconds, double secondsWaited, String advice) {

  private static final double MUCH = 0.1;

  /** Whether faster data would train noticeably faster. */
  public boolean isInputBound() {
    return secondsWaited > MUCH * seconds;
  }

  /** One line for the trial's log. */
  @Override
  public String toString() {
    var shares =
        String.format(
            Locale.ROOT,
            "trained %.2f s, of which %.2f s (%.0f %%) waited for data: ",
            seconds,
            secondsWaited,
            100 * secondsWaited / Math.max(seconds, 1e-9));
    return shares + (isInputBound() ? "input-bound; " + advice : "compute-bound");
  }
}
