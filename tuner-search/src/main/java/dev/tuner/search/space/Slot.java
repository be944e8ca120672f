package dev.tuner.search.space;

import java.util.Map;

/** The place in a config that a value goes to. */
record Slot(Map<String, Object> parent, String name) {
  void put(Object value) {
    parent.put(name, value);
  }
}
