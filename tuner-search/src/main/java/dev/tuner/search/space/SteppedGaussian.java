package dev.tuner.search.space;

/** Normally distributed numbers, rounded to the nearest multiple of a step. */
record SteppedGaussian(Gaussian gaussian, Step step) implements Domain {

  @Override
  public Object at(double unit) {
    return step.times(step.count(gaussian.value(unit)));
  }

  @Override
  public double unit(Object value) {
    return gaussian.unit(value);
  }

  @Override
  public boolean contains(Object value) {
    return gaussian.contains(value) && step.divides(((Number) value).doubleValue());
  }

  @Override
  public long levels() {
    return CONTINUUM;
  }
}
