package dev.tuner.search.space;

import java.util.random.RandomGenerator;

/** Any whole number from {@code low} to below {@code high}, all equally likely. */
record RandInt(long low, long high) implements Domain {

  @Override
  public Object sample(RandomGenerator random) {
    return low + random.nextLong(high - low);
  }

  @Override
  public boolean contains(Object value) {
    return Whole.of(value).stream().anyMatch(number -> number >= low && number < high);
  }
}
