package dev.tuner.search.space;

import dev.tuner.search.Normal;

/** Normally distributed doubles. */
record Gaussian(double mean, double deviation) implements Domain {
  /** Keeps the quantile finite: half of the smallest step of a uniform double. */
  private static final double EDGE = 0x1p-54;

  @Override
  public Object at(double unit) {
    return value(unit);
  }

  double value(double unit) {
    double inside = Math.min(1 - 2 * EDGE, Math.max(EDGE, unit));
    return mean + deviation * Normal.quantile(inside);
  }

  @Override
  public double unit(Object value) {
    return Normal.cdf((((Number) value).doubleValue() - mean) / deviation);
  }

  @Override
  public boolean contains(Object value) {
    return value instanceof Number number && Double.isFinite(number.doubleValue());
  }

  @Override
  public double scaled(double unit, double factor) {
    return unit(value(unit) * factor);
  }

  @Override
  public long levels() {
    return CONTINUUM;
  }
}
