package dev.tuner.search.space;

import java.util.random.RandomGenerator;

/** The set that one parameter is drawn from, and how. */
interface Domain {

  /** One value; consumes numbers of {@code random} only. */
  Object sample(RandomGenerator random);

  boolean contains(Object value);
}
