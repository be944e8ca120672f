package dev.tuner.search.space;

/** Any double from {@code low} to {@code high}, uniform on its scale. */
record Real(double low, double high, Scale scale) implements Domain {

  @Override
  public Object at(double unit) {
    return value(unit);
  }

  double value(double unit) {
    return Math.min(high, Math.max(low, scale.between(low, high, unit)));
  }

  @Override
  public double unit(Object value) {
    double share = scale.share(low, high, ((Number) value).doubleValue());
    return Math.min(1, Math.max(0, share));
  }

  @Override
  public boolean contains(Object value) {
    return value instanceof Number number
        && number.doubleValue() >= low
        && number.doubleValue() <= high;
  }

  @Override
  public double scaled(double unit, double factor) {
    return unit(Math.min(high, Math.max(low, value(unit) * factor)));
  }

  @Override
  public long levels() {
    return CONTINUUM;
  }
}
