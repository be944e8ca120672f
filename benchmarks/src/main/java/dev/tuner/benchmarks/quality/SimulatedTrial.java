package dev.tuner.benchmarks.quality;

import dev.tuner.search.scheduler.Progress;
import java.util.Map;

/** A trial whose training is read from a curve. */
final class SimulatedTrial {
  private final int number;
  private final int bracket;
  private final Curve curve;
  private int step;

  SimulatedTrial(int number, int bracket, Curve curve) {
    this.number = number;
    this.bracket = bracket;
    this.curve = curve;
  }

  int number() {
    return number;
  }

  Map<String, Object> config() {
    return curve.config();
  }

  /** Whether the curve has no further step. */
  boolean isAtTheEnd() {
    return step == curve.length();
  }

  /** Whether what stands behind the curve's end is a failure. */
  boolean hasFailed() {
    return curve.failed();
  }

  /** One step further. */
  void train() {
    step++;
  }

  /** How long the next step takes; nothing when there is none. */
  double nextDuration() {
    return isAtTheEnd() ? 0 : curve.duration(step + 1);
  }

  /** The loss of the last step; positive infinity before the first. */
  double loss() {
    return step == 0 ? Double.POSITIVE_INFINITY : curve.loss(step);
  }

  /** The smallest loss of its config, trained to the end. */
  double bestInTheEnd() {
    return curve.best();
  }

  Progress progress() {
    return new Progress(number, bracket, step, loss());
  }
}
