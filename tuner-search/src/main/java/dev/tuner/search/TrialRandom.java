package dev.tuner.search;

import java.util.random.RandomGenerator;

/**
 * The only source of randomness: a pure function of study seed, trial number and purpose.
 *
 * <p>The generator is xoshiro256** seeded by SplitMix64, written out here so that the same study
 * draws the same numbers on every Java version and vendor.
 *
 * @see <a href="https://prng.di.unimi.it/">Blackman and Vigna, xoshiro / xoroshiro generators</a>
 */
public final class TrialRandom implements RandomGenerator {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private long s0;
  private long s1;
  private long s2;
  private long s3;

  private TrialRandom(long seed) {
    long state = seed;
    s0 = mix(state += GOLDEN_GAMMA);
    s1 = mix(state += GOLDEN_GAMMA);
    s2 = mix(state += GOLDEN_GAMMA);
    s3 = mix(state + GOLDEN_GAMMA);
  }

  /** The random numbers of one trial for one purpose, from the start. */
  public static RandomGenerator of(long studySeed, int trialNumber, Purpose purpose) {
    return new TrialRandom(seed(studySeed, trialNumber, purpose));
  }

  /** A generator that is a function of {@code seed} alone. */
  public static RandomGenerator of(long seed) {
    return new TrialRandom(seed);
  }

  /** One well-mixed number for those who seed a generator of their own, such as a training run. */
  public static long seed(long studySeed, int trialNumber, Purpose purpose) {
    return mix(mix(mix(studySeed) + GOLDEN_GAMMA * (trialNumber + 1L)) ^ purpose.code());
  }

  /**
   * A generator for one named part of a draw: a function of {@code base} and {@code name}, so that
   * the order in which the parts are drawn does not matter.
   */
  public static RandomGenerator part(long base, long name) {
    return new TrialRandom(mix(base ^ mix(name)));
  }

  @Override
  public long nextLong() {
    long result = Long.rotateLeft(s1 * 5, 7) * 9;
    long shifted = s1 << 17;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = Long.rotateLeft(s3, 45);
    return result;
  }

  @Override
  public int nextInt() {
    return (int) (nextLong() >>> 32);
  }

  @Override
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  @Override
  public int nextInt(int bound) {
    return (int) nextLong(bound);
  }

  @Override
  public long nextLong(long bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound must be >= 1 but was " + bound);
    }
    long bits = nextLong() >>> 1;
    long value = bits % bound;
    while (bits - value + (bound - 1) < 0) {
      bits = nextLong() >>> 1;
      value = bits % bound;
    }
    return value;
  }

  /** A standard normal number by Marsaglia's polar method. */
  @Override
  public double nextGaussian() {
    while (true) {
      double x = 2 * nextDouble() - 1;
      double y = 2 * nextDouble() - 1;
      double square = x * x + y * y;
      if (square > 0 && square < 1) {
        return x * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
      }
    }
  }

  private static long mix(long z) {
    long first = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long second = (first ^ (first >>> 27)) * 0x94d049bb133111ebL;
    return second ^ (second >>> 31);
  }
}
