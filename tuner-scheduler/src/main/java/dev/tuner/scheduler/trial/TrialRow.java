package dev.tuner.scheduler.trial;

import java.time.Duration;
import java.util.List;

/**
 * What is stored of a trial.
 *
 * @param writtenAt when, by {@link System#nanoTime}
 */
record TrialRow(TrialState state, List<Object> standing, List<Object> progress, long writtenAt) {
  private static final Duration RECENT = Duration.ofSeconds(1);

  /** The trial was just written. */
  static TrialRow written(Trial trial) {
    return of(trial, System.nanoTime());
  }

  /** The trial was read as somebody wrote it once. */
  static TrialRow read(Trial trial) {
    return of(trial, System.nanoTime() - RECENT.toNanos());
  }

  private static TrialRow of(Trial trial, long writtenAt) {
    return new TrialRow(
        trial.state(),
        TrialColumns.STANDING.values(trial),
        TrialColumns.PROGRESS.values(trial),
        writtenAt);
  }

  /** Whether it was written less than a second ago. */
  boolean isRecent() {
    return System.nanoTime() - writtenAt < RECENT.toNanos();
  }
}
