package dev.tuner.runner.data;

import java.util.Arrays;

/** How often the classes occur. */
final class ClassShares {

  private ClassShares() {}

  /** The number of examples of each class, from 0 to the highest label. */
  static int[] counts(int[] labels) {
    var counts = new int[Arrays.stream(labels).max().orElse(-1) + 1];
    for (int label : labels) {
      counts[label]++;
    }
    return counts;
  }
}
