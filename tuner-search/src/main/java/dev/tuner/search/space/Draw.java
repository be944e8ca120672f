package dev.tuner.search.space;

import dev.tuner.search.TrialRandom;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The drawing of one config. Every part of the space draws from a generator of its own, a function
 * of the one that was passed in and the part's place: the order of the parameters does not matter,
 * and a new parameter leaves the draws of the others as they were.
 */
final class Draw {
  private final long base;
  private final Map<Integer, Pending> pending = new TreeMap<>();

  private record Pending(Derived derived, Slot slot) {}

  Draw(RandomGenerator random) {
    base = random.nextLong();
  }

  RandomGenerator randomOf(long place) {
    return TrialRandom.part(base, place);
  }

  /** Puts off a value that needs other parameters. */
  void later(Derived derived, Slot slot) {
    pending.put(derived.order(), new Pending(derived, slot));
  }

  /** Computes what was put off, each after those it needs. */
  void finish(Map<String, Object> config) {
    for (Pending each : pending.values()) {
      each.slot().put(each.derived().value(config, randomOf(each.derived().place())));
    }
  }
}
