package dev.tuner.search.space;

import dev.tuner.search.definition.Json;
import java.util.Map;

/** A value that is always the same. */
record Constant(Object value) implements Node {

  @Override
  public Object draw(Draw draw, Slot slot) {
    return value;
  }

  @Override
  public boolean contains(Object other, Map<String, Object> config) {
    return Json.same(value, other);
  }
}
