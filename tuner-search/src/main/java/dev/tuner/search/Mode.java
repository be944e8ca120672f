package dev.tuner.search;

import java.util.Locale;

/** Which way is better. Only this type knows; everything behind it compares losses. */
public enum Mode {
  MIN,
  MAX;

  /**
   * The mode that a study names.
   *
   * @param word {@code "min"} or {@code "max"}
   * @throws IllegalArgumentException for any other word
   */
  public static Mode of(String word) {
    return switch (word) {
      case "min" -> MIN;
      case "max" -> MAX;
      default -> throw new IllegalArgumentException("mode must be min or max but was " + word);
    };
  }

  /**
   * The value turned so that smaller is better. NaN and both infinities count as worst: they become
   * positive infinity.
   */
  public double loss(double value) {
    if (!Double.isFinite(value)) {
      return Double.POSITIVE_INFINITY;
    }
    // 0.0 - value and not -value: max(-0.0) must be the same loss as min(0.0)
    return this == MIN ? value + 0.0 : 0.0 - value;
  }

  /** The metric's value of a finite loss; the worst value of this mode for an infinite one. */
  public double value(double loss) {
    return this == MIN ? loss : 0.0 - loss;
  }

  /** Whether {@code a} is strictly better than {@code b}; NaN and infinities are never better. */
  public boolean isBetter(double a, double b) {
    return loss(a) < loss(b);
  }

  /** The word in a study's JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
