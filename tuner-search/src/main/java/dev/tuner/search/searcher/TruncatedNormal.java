package dev.tuner.search.searcher;

import dev.tuner.search.Normal;
import java.util.random.RandomGenerator;

/** Normal numbers that lie between 0 and 1. */
final class TruncatedNormal {
  private TruncatedNormal() {}

  /** A draw; {@code mean} itself must lie between 0 and 1. */
  static double sample(double mean, double deviation, RandomGenerator random) {
    double low = Normal.cdf(-mean / deviation);
    double high = Normal.cdf((1 - mean) / deviation);
    double p = low + random.nextDouble() * (high - low);
    double inside = Math.min(1 - 0x1p-53, Math.max(Double.MIN_NORMAL, p));
    return Math.min(1, Math.max(0, mean + deviation * Normal.quantile(inside)));
  }
}
