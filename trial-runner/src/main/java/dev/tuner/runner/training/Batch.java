package dev.tuner.runner.training;

import java.util.Arrays;

/**
 * Examples that go through a network together.
 *
 * @param size the number of examples, at least 1
 * @param features all examples' features, one example after the other
 * @param targets what is wanted of each, likewise: class probabilities (one-hot for plain labels),
 *     numbers, or the relevance of each document of a query (negative: no document, only padding)
 * @param weights how much each example counts, at least 0; 1 for all by default
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copying would double the data's cost
public record Batch(int size, float[] features, float[] targets, float[] weights) {
  public Batch {
    if (size < 1) {
      throw new IllegalArgumentException("a batch needs at least 1 example but has " + size);
    }
    if (features.length % size != 0 || targets.length % size != 0 || weights.length != size) {
      throw new IllegalArgumentException(
          "%d features, %d targets and %d weights do not divide into %d examples"
              .formatted(features.length, targets.length, weights.length, size));
    }
  }

  /** A batch whose examples all count alike. */
  public Batch(int size, float[] features, float[] targets) {
    this(size, features, targets, ones(size));
  }

  private static float[] ones(int size) {
    var ones = new float[size];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** The examples from {@code from} (included) to {@code to} (not). */
  public Batch slice(int from, int to) {
    int inputs = features.length / size;
    int outputs = targets.length / size;
    return new Batch(
        to - from,
        Arrays.copyOfRange(features, from * inputs, to * inputs),
        Arrays.copyOfRange(targets, from * outputs, to * outputs),
        Arrays.copyOfRange(weights, from, to));
  }
}
