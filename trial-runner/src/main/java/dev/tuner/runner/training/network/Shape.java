package dev.tuner.runner.training.network;

/** The shape of one example at some place in a network. */
public sealed interface Shape {

  /** The number of values of one example. */
  int size();

  /** Plain features without an order. */
  record Vector(int size) implements Shape {
    public Vector {
      requirePositive("vector", size);
    }
  }

  /** Values ordered channel, row, column. */
  record Image(int channels, int height, int width) implements Shape {
    public Image {
      requirePositive("image", channels, height, width);
    }

    @Override
    public int size() {
      return Math.multiplyExact(channels, Math.multiplyExact(height, width));
    }
  }

  /**
   * Items one after the other, each with the same features: a time series, a text of embedded
   * words, or the documents of one query.
   */
  record Sequence(int items, int features) implements Shape {
    public Sequence {
      requirePositive("sequence", items, features);
    }

    @Override
    public int size() {
      return Math.multiplyExact(items, features);
    }
  }

  private static void requirePositive(String kind, int... sizes) {
    for (int size : sizes) {
      if (size < 1) {
        throw new IllegalArgumentException("a side of an %s must be at least 1".formatted(kind));
      }
    }
  }
}
