package dev.tuner.search.searcher;

/**
 * A scrambled Halton sequence: points that fill the unit cube evenly, in one dimension for each
 * prime. Every digit is scrambled by a linear map of its own, which breaks the correlation between
 * large primes.
 *
 * @param seed chooses the scrambling
 * @see <a href="https://doi.org/10.1007/BF01386213">Halton, On the efficiency of certain
 *     quasi-random sequences of points</a>
 */
record Halton(long seed) {
  private static final double FINEST = 0x1p-53;

  /** One coordinate of a point, between 0 and 1, both excluded. */
  double coordinate(long index, int dimension) {
    int base = prime(dimension);
    double sum = 0;
    long rest = index;
    double weight = 1.0 / base;
    for (int digit = 0; weight > FINEST; digit++) {
      sum += weight * scramble((int) (rest % base), base, dimension, digit);
      rest /= base;
      weight /= base;
    }
    return Math.min(1 - FINEST, Math.max(FINEST, sum));
  }

  private int scramble(int value, int base, int dimension, int digit) {
    long hash = mix(seed ^ mix(dimension * 1000L + digit));
    int factor = 1 + (int) Long.remainderUnsigned(hash, base - 1L);
    int shift = (int) Long.remainderUnsigned(mix(hash), base);
    return (int) (((long) factor * value + shift) % base);
  }

  /** The prime number with this index, from 0: 2, 3, 5, ... */
  static int prime(int index) {
    int candidate = 1;
    for (int found = -1; found < index; ) {
      candidate++;
      if (isPrime(candidate)) {
        found++;
      }
    }
    return candidate;
  }

  private static boolean isPrime(int number) {
    for (int divisor = 2; divisor * divisor <= number; divisor++) {
      if (number % divisor == 0) {
        return false;
      }
    }
    return true;
  }

  private static long mix(long z) {
    long first = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long second = (first ^ (first >>> 27)) * 0x94d049bb133111ebL;
    return second ^ (second >>> 31);
  }
}
