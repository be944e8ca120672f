package dev.tuner.scheduler.trial;

import java.time.Duration;

/**
 * What is known of the row of a trial.
 *
 * @param writtenAt when, by {@link System#nanoTime}
 */
record TrialRow(TrialState state, long writtenAt) {
  private static final Duration RECENT = Duration.ofSeconds(1);

  /** The trial was just written. */
  static TrialRow written(TrialState state) {
    return new TrialRow(state, System.nanoTime());
  }

  /** The trial was read as somebody wrote it once. */
  static TrialRow read(TrialState state) {
    return new TrialRow(state, System.nanoTime() - RECENT.toNanos());
  }

  /** Whether it was written less than a second ago. */
  boolean isRecent() {
    return System.nanoTime() - writtenAt < RECENT.toNanos();
  }
}
