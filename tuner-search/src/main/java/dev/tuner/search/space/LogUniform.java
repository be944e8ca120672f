package dev.tuner.search.space;

import java.util.random.RandomGenerator;

/** Any double from {@code low > 0} to {@code high}, its logarithm being uniform. */
record LogUniform(double low, double high) implements Domain {

  @Override
  public Object sample(RandomGenerator random) {
    double share = random.nextDouble();
    double logarithm = StrictMath.log(low) * (1 - share) + StrictMath.log(high) * share;
    return Math.min(high, Math.max(low, StrictMath.exp(logarithm)));
  }

  @Override
  public boolean contains(Object value) {
    return value instanceof Number number
        && number.doubleValue() >= low
        && number.doubleValue() <= high;
  }
}
