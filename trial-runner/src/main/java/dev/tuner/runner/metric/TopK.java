package dev.tuner.runner.metric;

import java.util.Map;

/**
 * {@code top_3_accuracy} (for k = 3): the share of examples whose class is among the k largest
 * outputs.
 */
public final class TopK implements Metric {

  private final int k;
  private final Mean hits = new Mean();

  /** Counts a hit among the {@code k} largest, at least 1. */
  public TopK(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1 but was " + k);
    }
    this.k = k;
  }

  @Override
  public void add(float[] outputs, float[] targets) {
    if (!Rows.isFinite(outputs)) {
      hits.add(Double.NaN);
      return;
    }
    float wanted = outputs[Rows.largest(targets)];
    int before = -1; // not before itself
    for (float output : outputs) {
      before += output >= wanted ? 1 : 0; // ties do not help: a constant network knows nothing
    }
    hits.add(before < k ? 1 : 0);
  }

  @Override
  public void addTo(Map<String, Double> values) {
    values.put("top_%d_accuracy".formatted(k), hits.value());
  }
}
