package dev.tuner.search.scheduler;

import java.util.Arrays;

/**
 * A map from trial number to arrival number in one flat array: 16 bytes for an entry at most.
 * Trials whose numbers follow each other lie beside each other, because they arrive about together.
 */
final class TrialIndex {
  private static final int ABSENT = -1;
  private static final int BESIDE = 8;

  /** Pairs of trial and arrival. */
  private int[] pairs = filled(16);

  private int size;

  /** The arrival number of a trial, or -1. */
  int get(int trial) {
    int at = 2 * slot(trial);
    return pairs[at] == ABSENT ? ABSENT : pairs[at + 1];
  }

  /** Adds a trial that is not there yet. */
  void put(int trial, int arrival) {
    if (size * 4L >= pairs.length) {
      grow();
    }
    place(trial, arrival);
    size++;
  }

  private void place(int trial, int arrival) {
    int at = 2 * slot(trial);
    pairs[at] = trial;
    pairs[at + 1] = arrival;
  }

  private int slot(int trial) {
    int mask = pairs.length / 2 - 1;
    int group = (trial / BESIDE * 0x9e3779b9) >>> 7;
    int slot = (group * BESIDE + trial % BESIDE) & mask;
    while (pairs[2 * slot] != ABSENT && pairs[2 * slot] != trial) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    int[] old = pairs;
    pairs = filled(old.length);
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != ABSENT) {
        place(old[i], old[i + 1]);
      }
    }
  }

  /** An empty array for so many pairs. */
  private static int[] filled(int count) {
    int[] array = new int[2 * count];
    Arrays.fill(array, ABSENT);
    return array;
  }
}
