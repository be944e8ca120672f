package dev.tuner.search.space;

import java.util.HashMap;
import java.util.Map;

/** What was drawn for a config, to the last bit, so that another config can have the same. */
final class Kept {
  /** Nothing; to be looked at only. */
  static final Kept NOTHING = new Kept(Map.of(), Map.of());

  private final Map<Integer, Object> values;
  private final Map<Integer, Object> derived;

  Kept() {
    this(new HashMap<>(), new HashMap<>());
  }

  private Kept(Map<Integer, Object> values, Map<Integer, Object> derived) {
    this.values = values;
    this.derived = derived;
  }

  void value(int dimension, Object value) {
    values.put(dimension, value);
  }

  void derived(int order, Object value) {
    derived.put(order, value);
  }

  /** The coordinate is to be made anew. */
  void forget(int dimension) {
    values.remove(dimension);
  }

  /** The value of a coordinate; null if it is not kept. */
  Object value(int dimension) {
    return values.get(dimension);
  }

  /** The value of an expression that draws; null if it is not kept. */
  Object derived(int order) {
    return derived.get(order);
  }
}
