package dev.tuner.client.cli;

/** Checks of numbers that a person gives. */
final class Limits {
  private Limits() {}

  static int positive(String option, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(option + " must be at least 1 but was " + value);
    }
    return value;
  }
}
