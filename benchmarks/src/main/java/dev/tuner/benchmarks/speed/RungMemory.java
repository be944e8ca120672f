package dev.tuner.benchmarks.speed;

import dev.tuner.search.TrialRandom;
import dev.tuner.search.scheduler.RungEntry;
import dev.tuner.search.scheduler.RungLedger;
import java.util.random.RandomGenerator;

/** The heap that the rungs of many trials need. */
final class RungMemory {
  private static final int TRIALS = 1_000_000;
  private static final long[] LEVELS = {1, 3, 9, 27, 81};

  private RungMemory() {}

  /** MiB for a million trials, each in five rungs. */
  static double mebibytes() {
    long before = used();
    RungLedger rungs = new RungLedger();
    RandomGenerator random = TrialRandom.of(1);
    for (long level : LEVELS) {
      for (int trial = 0; trial < TRIALS; trial++) {
        rungs.add(new RungEntry(0, level, trial, random.nextDouble(), RungEntry.Fate.WAITS));
      }
    }
    long after = used();
    if (rungs.rung(0, 1).size() != TRIALS) {
      throw new IllegalStateException("a rung lost some of its %d trials".formatted(TRIALS));
    }
    return (after - before) / 1048576.0;
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
