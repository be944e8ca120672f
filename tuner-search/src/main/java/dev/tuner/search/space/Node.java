package dev.tuner.search.space;

import java.util.Map;

/** A part of a search space: it yields one value of a config. */
interface Node {

  /** Draws the value; what can only be computed later puts itself off through {@code draw}. */
  Object draw(Draw draw, Slot slot);

  /**
   * Whether the value may come from here.
   *
   * @param config the whole config, for values that depend on others
   */
  boolean contains(Object value, Map<String, Object> config);
}
