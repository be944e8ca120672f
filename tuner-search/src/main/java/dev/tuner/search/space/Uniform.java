package dev.tuner.search.space;

import java.util.random.RandomGenerator;

/** Any double from {@code low} to {@code high}, all equally likely. */
record Uniform(double low, double high) implements Domain {

  @Override
  public Object sample(RandomGenerator random) {
    double share = random.nextDouble();
    // not low + share * (high - low): the difference of two doubles may be infinite
    return Math.min(high, Math.max(low, low * (1 - share) + high * share));
  }

  @Override
  public boolean contains(Object value) {
    return value instanceof Number number
        && number.doubleValue() >= low
        && number.doubleValue() <= high;
  }
}
