package dev.tuner.runner.training;

import java.util.Map;
import java.util.function.LongSupplier;

/** What the optimizer steps since the last evaluation add up to. */
final class IntervalProgress {

  private static final double NANOS_PER_SECOND = 1e9;

  private final LongSupplier nanoTime;
  private final TrainingData data;
  private final long begin;
  private final long waitedBefore;
  private double loss;
  private double gradientNorm;
  private long examples;

  IntervalProgress(LongSupplier nanoTime, TrainingData data) {
    this.nanoTime = nanoTime;
    this.data = data;
    this.begin = nanoTime.getAsLong();
    this.waitedBefore = data.nanosWaited();
  }

  void add(double meanLoss, int stepExamples, double norm) {
    gradientNorm = norm;
    loss += meanLoss * stepExamples;
    examples += stepExamples;
  }

  /** Adds what was measured, and returns where the time went. */
  InputProfile addTo(Map<String, Double> metrics) {
    double seconds = (nanoTime.getAsLong() - begin) / NANOS_PER_SECOND;
    double waited = (data.nanosWaited() - waitedBefore) / NANOS_PER_SECOND;
    metrics.put("train_loss", loss / examples);
    metrics.put("examples_per_second", examples / Math.max(seconds, 1 / NANOS_PER_SECOND));
    metrics.put("gradient_norm", gradientNorm);
    metrics.put("data_wait_seconds", waited);
    return new InputProfile(seconds, waited, data.advice());
  }
}
