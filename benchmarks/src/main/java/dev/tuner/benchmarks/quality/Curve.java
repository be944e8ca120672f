package dev.tuner.benchmarks.quality;

import java.util.Map;

/** What becomes of one config as it trains. Steps count from 1. */
interface Curve {

  Map<String, Object> config();

  /** After how many steps training ends by itself or breaks off. */
  int length();

  /** The loss after the step; positive infinity where it was not finite. */
  double loss(int step);

  /** When the step ended, in units of the task's full training; ascending. */
  double time(int step);

  /** Whether training broke off behind the last step. */
  default boolean failed() {
    return false;
  }

  /** How long the step takes. */
  default double duration(int step) {
    return time(step) - (step == 1 ? 0 : time(step - 1));
  }

  /** The smallest loss; positive infinity without a finite one. */
  default double best() {
    double best = Double.POSITIVE_INFINITY;
    for (int step = 1; step <= length(); step++) {
      best = Math.min(best, loss(step));
    }
    return best;
  }
}
