package dev.tuner.benchmarks.quality;

import java.util.List;
import java.util.Map;

/**
 * A curve that somebody measured.
 *
 * @param losses the loss after each step, from step 1; positive infinity where it was not finite
 * @param times when each step ended, in units of the table's full training, ascending
 */
record RecordedCurve(
    Map<String, Object> config, List<Double> losses, List<Double> times, boolean failed)
    implements Curve {
  RecordedCurve {
    losses = List.copyOf(losses);
    times = List.copyOf(times);
    if (losses.size() != times.size()) {
      throw new IllegalArgumentException(
          "a curve has %d losses but %d times".formatted(losses.size(), times.size()));
    }
  }

  @Override
  public int length() {
    return losses.size();
  }

  @Override
  public double loss(int step) {
    return losses.get(step - 1);
  }

  @Override
  public double time(int step) {
    return times.get(step - 1);
  }
}
