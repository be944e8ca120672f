package dev.tuner.search.scheduler;

/**
 * Where a trial stands: what it reported last.
 *
 * @param trial the trial's number in its study, from 0
 * @param bracket the bracket it was given at its start, from 0
 * @param step the trial's own clock; 0 only for a trial that ended before its first report
 * @param loss the metric turned so that smaller is better; NaN and infinities count as worst
 */
public record Progress(int trial, int bracket, long step, double loss) {
  public Progress {
    if (trial < 0 || bracket < 0 || step < 0) {
      throw new IllegalArgumentException(
          "trial, bracket and step must be >= 0 but were %d, %d, %d"
              .formatted(trial, bracket, step));
    }
    if (!Double.isFinite(loss)) {
      loss = Double.POSITIVE_INFINITY;
    }
  }
}
