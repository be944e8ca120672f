package dev.tuner.runner.training;

import java.util.Map;
import java.util.function.LongSupplier;

/** What the optimizer steps since the last evaluation add up to. */
final class IntervalProgress {

  private static final double NANOS_PER_SECOND = 1e9;

  private final LongSupplier nanoTime;
  private final long begin;
  private double loss;
  private long examples;

  IntervalProgress(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.begin = nanoTime.getAsLong();
  }

  void add(double meanLoss, int stepExamples) {
    loss += meanLoss * stepExamples;
    examples += stepExamples;
  }

  void addTo(Map<String, Double> metrics) {
    double seconds = (nanoTime.getAsLong() - begin) / NANOS_PER_SECOND;
    metrics.put("train_loss", loss / examples);
    metrics.put("examples_per_second", examples / Math.max(seconds, 1 / NANOS_PER_SECOND));
  }
}
