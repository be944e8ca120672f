package dev.tuner.search.space;

/** Normally distributed numbers, rounded to the nearest multiple of a step. */
record SteppedGaussian(Gaussian gaussian, Step step) implements Countable {

  @Override
  public Object at(double unit) {
    return step.times(step.count(gaussian.value(unit)));
  }

  @Override
  public double unit(Object value) {
    return gaussian.unit(value);
  }

  @Override
  public double distance() {
    return step.size();
  }

  @Override
  public double unitNear(double number) {
    return unit(number);
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
