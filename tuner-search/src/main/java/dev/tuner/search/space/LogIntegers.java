package dev.tuner.search.space;

/** Whole numbers from {@code low > 0} to below {@code high}: a log-uniform number, rounded down. */
record LogIntegers(long low, long high) implements Countable {

  @Override
  public Object at(double unit) {
    long floor = (long) Math.floor(range().value(unit));
    return Math.min(high - 1, Math.max(low, floor));
  }

  @Override
  public double unit(Object value) {
    return range().unit(Whole.of(value).orElseThrow() + 0.5);
  }

  @Override
  public double distance() {
    return 1;
  }

  @Override
  public double unitNear(double number) {
    return unit(Math.min(high - 1, Math.max(low, Math.round(number))));
  }

  @Override
  public boolean contains(Object value) {
    return Whole.of(value).stream().anyMatch(number -> number >= low && number < high);
  }

  @Override
  public double unitOfLevel(long level) {
    return unit(low + level);
  }

  @Override
  public Cell cell(double unit) {
    long value = (Long) at(unit);
    return new Cell(range().unit(value), range().unit(value + 1));
  }

  @Override
  public long levels() {
    return high - low;
  }

  private Real range() {
    return new Real((double) low, (double) high, Scale.LOG);
  }
}
