package dev.tuner.benchmarks.quality;

import java.util.List;
import java.util.Map;

/**
 * What became of one config.
 *
 * @param losses the loss after each step, from step 1; positive infinity where it was not finite
 * @param times when each step ended, in units of the table's full training, ascending
 * @param failed whether training broke off behind the last loss
 */
record Curve(Map<String, Object> config, List<Double> losses, List<Double> times, boolean failed) {
  Curve {
    losses = List.copyOf(losses);
    times = List.copyOf(times);
    if (losses.size() != times.size()) {
      throw new IllegalArgumentException(
          "a curve has %d losses but %d times".formatted(losses.size(), times.size()));
    }
  }

  /** The smallest loss; positive infinity without a finite one. */
  double best() {
    return losses.stream().mapToDouble(Double::doubleValue).min().orElse(Double.POSITIVE_INFINITY);
  }

  int length() {
    return losses.size();
  }

  double loss(int step) {
    return losses.get(step - 1);
  }

  /** How long the step takes. */
  double duration(int step) {
    return times.get(step - 1) - (step == 1 ? 0 : times.get(step - 2));
  }
}
