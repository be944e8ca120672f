package dev.tuner.scheduler.trial;

import dev.tuner.scheduler.InvalidInputException;

/** The values that a trial's clock can have. */
public final class Steps {

  // what every reader of JSON counts exactly
  private static final long MAX = (1L << 53) - 1;

  private Steps() {}

  /** Refuses a step that no trial can reach. */
  public static void requirePossible(long step) {
    if (step < 1 || step > MAX) {
      throw new InvalidInputException(
          "invalid-step", "/step", "step must be from 1 to %d but is %d".formatted(MAX, step));
    }
  }
}
