package dev.tuner.scheduler.replay;

import dev.tuner.scheduler.rung.Cause;
import dev.tuner.search.scheduler.Decision;
import org.jspecify.annotations.Nullable;

/** One line of a study's ordered log: a report of a trial, or a decision about one. */
sealed interface LogEvent {

  /** The place in the log. */
  long sequence();

  /** The trial's number. */
  int trial();

  /** The trial's last step. */
  long step();

  /**
   * A trial reported.
   *
   * @param value the study's first metric as reported; may be NaN or infinite
   * @param metrics everything that was reported, as stored JSON
   */
  record Reported(long sequence, int trial, long step, double value, String metrics)
      implements LogEvent {}

  /**
   * Something was decided about a trial.
   *
   * @param decision as it was logged; whether the trial was complete is not
   * @param donor from whom the trial took over; null if from nobody
   */
  record Decided(
      long sequence, int trial, long step, Cause cause, Decision decision, @Nullable Integer donor)
      implements LogEvent {

    /** A decision without a takeover. */
    Decided(long sequence, int trial, long step, Cause cause, Decision decision) {
      this(sequence, trial, step, cause, decision, null);
    }
  }
}
