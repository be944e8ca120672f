package dev.tuner.search.space;

/** The whole numbers low, low + step, ..., all {@code levels} of them equally likely. */
record Integers(long low, long step, long levels) implements Countable {

  @Override
  public Object at(double unit) {
    return low + step * Math.min(levels - 1, (long) (unit * levels));
  }

  @Override
  public double unit(Object value) {
    long level = (Whole.of(value).orElseThrow() - low) / step;
    return (level + 0.5) / levels;
  }

  @Override
  public double distance() {
    return (double) step;
  }

  @Override
  public double unitNear(double number) {
    long level = Math.round((number - low) / step);
    return (Math.min(levels - 1, Math.max(0, level)) + 0.5) / levels;
  }

  @Override
  public boolean contains(Object value) {
    return Whole.of(value).stream()
        .anyMatch(
            number ->
                number >= low && (number - low) % step == 0 && (number - low) / step < levels);
  }
}
