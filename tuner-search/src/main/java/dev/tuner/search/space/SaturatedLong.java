package dev.tuner.search.space;

/** Arithmetic on counts that stops at the largest long. */
final class SaturatedLong {
  private SaturatedLong() {}

  static long add(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  static long multiply(long a, long b) {
    return a != 0 && b > Long.MAX_VALUE / a ? Long.MAX_VALUE : a * b;
  }
}
