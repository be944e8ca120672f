package dev.tuner.search.scheduler;

import java.util.Arrays;

/** A map from trial number to arrival number in flat arrays: 16 bytes for an entry at most. */
final class TrialIndex {
  private static final int ABSENT = -1;

  private int[] trials = filled(16);
  private int[] arrivals = new int[16];
  private int size;

  /** The arrival number of a trial, or -1. */
  int get(int trial) {
    return trials[slot(trial)] == ABSENT ? ABSENT : arrivals[slot(trial)];
  }

  /** Adds a trial that is not there yet. */
  void put(int trial, int arrival) {
    if (size * 4 >= trials.length * 3) {
      grow();
    }
    int slot = slot(trial);
    trials[slot] = trial;
    arrivals[slot] = arrival;
    size++;
  }

  private int slot(int trial) {
    int mask = trials.length - 1;
    int slot = (trial * 0x9e3779b9) >>> 7 & mask;
    while (trials[slot] != ABSENT && trials[slot] != trial) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    int[] oldTrials = trials;
    int[] oldArrivals = arrivals;
    trials = filled(oldTrials.length * 2);
    arrivals = new int[trials.length];
    for (int i = 0; i < oldTrials.length; i++) {
      if (oldTrials[i] != ABSENT) {
        int slot = slot(oldTrials[i]);
        trials[slot] = oldTrials[i];
        arrivals[slot] = oldArrivals[i];
      }
    }
  }

  private static int[] filled(int length) {
    int[] array = new int[length];
    Arrays.fill(array, ABSENT);
    return array;
  }
}
