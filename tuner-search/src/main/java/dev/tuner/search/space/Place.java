package dev.tuner.search.space;

import dev.tuner.search.definition.Pointers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a part of a space stands.
 *
 * @param pointer JSON pointer in the definition
 * @param path the names that lead to its value in a config; the options of a choice share theirs
 */
record Place(String pointer, List<String> path) {
  Place {
    path = List.copyOf(path);
  }

  Place member(String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return new Place(Pointers.child(pointer, name), longer);
  }

  /** Inside the definition of the same value. */
  Place at(String word) {
    return new Place(Pointers.child(pointer, word), path);
  }

  Place option(int index) {
    return new Place(Pointers.child(pointer, index), path);
  }

  /** A number that is a function of the pointer alone (64-bit FNV-1a). */
  long number() {
    long hash = 0xcbf29ce484222325L;
    for (byte each : pointer.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (each & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }
}
