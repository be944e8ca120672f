package dev.tuner.search.scheduler;

import java.util.List;

/**
 * Where a trial stands: what it reported last.
 *
 * @param trial the trial's number in its study, from 0
 * @param bracket the bracket it was given at its start, from 0
 * @param step the trial's own clock; 0 only for a trial that ended before its first report
 * @param loss the metric turned so that smaller is better; NaN and infinities count as worst
 * @param losses the same for each of a study's several metrics, the first one's first; empty when
 *     it has one. If one of them is not finite, the trial counts as worst, and this is empty
 */
public record Progress(int trial, int bracket, long step, double loss, List<Double> losses) {

  /** The progress of a trial with one metric. */
  public Progress(int trial, int bracket, long step, double loss) {
    this(trial, bracket, step, loss, List.of());
  }

  public Progress {
    losses = List.copyOf(losses);
    if (trial < 0 || bracket < 0 || step < 0) {
      throw new IllegalArgumentException(
          "trial, bracket and step must be >= 0 but were %d, %d, %d"
              .formatted(trial, bracket, step));
    }
    if (!Double.isFinite(loss) || !losses.stream().allMatch(Double::isFinite)) {
      loss = Double.POSITIVE_INFINITY;
      losses = List.of();
    }
  }
}
