package dev.tuner.search.space;

/**
 * The multiples of a step from {@code low} to {@code high}, both included and both multiples: a
 * number drawn between them is rounded to the nearest, so the two ends are half as likely.
 */
record Stepped(Real range, Step step) implements Countable {

  @Override
  public Object at(double unit) {
    return step.times(step.count(range.value(unit)));
  }

  @Override
  public double unit(Object value) {
    return range.unit(value);
  }

  @Override
  public double distance() {
    return step.size();
  }

  @Override
  public double unitNear(double number) {
    return unit(Math.min(range.high(), Math.max(range.low(), number)));
  }

  @Override
  public boolean contains(Object value) {
    return range.contains(value) && step.divides(((Number) value).doubleValue());
  }

  @Override
  public double unitOfLevel(long level) {
    return unit(step.times(step.count(range.low()) + level));
  }

  @Override
  public Cell cell(double unit) {
    long count = step.count(range.value(unit));
    return new Cell(edge(count - 0.5), edge(count + 0.5));
  }

  private double edge(double count) {
    return range.unit(Math.max(range.low(), Math.min(range.high(), count * step.size())));
  }

  @Override
  public long levels() {
    return step.count(range.high()) - step.count(range.low()) + 1;
  }
}
