package dev.tuner.runner.training;

/**
 * Examples that go through a network together.
 *
 * @param size the number of examples, at least 1
 * @param features all examples' features, one example after the other
 * @param targets all examples' target probabilities (one-hot for plain labels), likewise
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copying would double the data's cost
public record Batch(int size, float[] features, float[] targets) {
  public Batch {
    if (size < 1) {
      throw new IllegalArgumentException("a batch needs at least 1 example but has " + size);
    }
    if (features.length % size != 0 || targets.length % size != 0) {
      throw new IllegalArgumentException(
          "%d features and %d targets do not divide into %d examples"
              .formatted(features.length, targets.length, size));
    }
  }
}
