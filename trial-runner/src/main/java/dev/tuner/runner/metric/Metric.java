package dev.tuner.runner.metric;

import java.util.Map;

/** Something measured over a stream of examples. */
public interface Metric {

  /**
   * Takes one example into account.
   *
   * @param outputs the network's raw outputs for it (logits, numbers, scores)
   * @param targets what was wanted: class probabilities, numbers, or relevances (negative: padding)
   */
  void add(float[] outputs, float[] targets);

  /** Adds the named values over all examples so far; NaN where they are not defined. */
  void addTo(Map<String, Double> values);
}
