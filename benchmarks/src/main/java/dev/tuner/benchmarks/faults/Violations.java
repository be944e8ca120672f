package dev.tuner.benchmarks.faults;

import java.util.Set;
import java.util.TreeSet;

/** What should not have been seen, said at once and kept. */
final class Violations {

  private final Set<String> all = new TreeSet<>();

  Set<String> all() {
    return all;
  }

  void require(boolean holds, String violation) {
    if (!holds && all.add(violation)) {
      System.err.println("faults: VIOLATED " + violation);
    }
  }
}
