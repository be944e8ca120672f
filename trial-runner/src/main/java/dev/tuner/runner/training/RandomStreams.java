package dev.tuner.runner.training;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * All randomness of a training run, as a function of its seed, a purpose and an index. Nothing is
 * drawn in sequence, so a resumed run needs no saved generator: its counters are enough.
 *
 * @param seed the trial's seed
 */
public record RandomStreams(long seed) {

  /** What randomness is used for; each purpose has draws of its own. */
  public enum Purpose {
    INITIALISATION(1),
    SHUFFLING(2),
    NOISE(3),
    SPLIT(4),
    AUGMENTATION(5);

    private final int number; // fixed: a resumed run must draw the same

    Purpose(int number) {
      this.number = number;
    }
  }

  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  /** A fresh generator for this use. */
  public RandomGenerator of(Purpose purpose, long index) {
    return new SplittableRandom(seedOf(purpose, index));
  }

  /** A seed for this use. */
  public long seedOf(Purpose purpose, long index) {
    return mix(mix(seed + GOLDEN_GAMMA * purpose.number) + GOLDEN_GAMMA * index);
  }

  private static long mix(long value) {
    long z = value; // the finalizer of SplitMix64
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
