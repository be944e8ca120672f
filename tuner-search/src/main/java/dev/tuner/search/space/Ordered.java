package dev.tuner.search.space;

import dev.tuner.search.definition.Json;
import java.util.List;
import java.util.stream.IntStream;

/** Values in an order, all equally likely. */
record Ordered(List<Object> values) implements Domain {

  @Override
  public Object at(double unit) {
    return values.get((int) Math.min(values.size() - 1, (long) (unit * values.size())));
  }

  @Override
  public double unit(Object value) {
    return (index(value) + 0.5) / values.size();
  }

  @Override
  public double scaled(double unit, double factor) {
    double level = Math.floor(unit * values.size()) + Math.signum(factor - 1);
    return (Math.min(values.size() - 1.0, Math.max(0, level)) + 0.5) / values.size();
  }

  @Override
  public boolean contains(Object value) {
    return index(value) >= 0;
  }

  private int index(Object value) {
    return IntStream.range(0, values.size())
        .filter(i -> Json.same(values.get(i), value))
        .findFirst()
        .orElse(-1);
  }

  @Override
  public long levels() {
    return values.size();
  }
}
