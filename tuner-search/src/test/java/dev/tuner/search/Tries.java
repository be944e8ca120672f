package dev.tuner.search;

import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Seeded tries of a property: the same on every machine; the first that fails is named. */
public final class Tries {

  private Tries() {}

  /** Tries a property with {@code count} sources of chance, from which it draws its case. */
  public static void of(int count, Consumer<RandomGenerator> property) {
    for (int seed = 0; seed < count; seed++) {
      try {
        property.accept(TrialRandom.of(seed));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("at seed %d: %s".formatted(seed, e.getMessage()), e);
      }
    }
  }
}
