package dev.tuner.scheduler.trial;

import java.util.Arrays;
import java.util.List;

/** The life of a trial. The whole transition table stands in {@link #mayBecome}. */
public enum TrialState {
  PENDING,
  RUNNING,
  PAUSED,
  COMPLETED,
  STOPPED,
  FAILED,
  CANCELLED;

  /** Whether the trial has ended: by itself, by the scheduler, by an error, or by a person. */
  public boolean isOver() {
    return this == COMPLETED || this == STOPPED || this == FAILED || this == CANCELLED;
  }

  /** The states in which a trial may still change. */
  public static List<TrialState> open() {
    return Arrays.stream(values()).filter(state -> !state.isOver()).toList();
  }

  boolean mayBecome(TrialState next) {
    return switch (this) {
      case PENDING -> next != PENDING; // over at once: imported, or its config has no value
      case RUNNING -> next != RUNNING; // PENDING again: the lease was lost or given back
      case PAUSED -> next == PENDING || next == STOPPED || next == CANCELLED;
      case STOPPED -> next == PENDING || next == PAUSED; // its study is extended
      case FAILED -> next == PENDING; // a person has it tried again
      case COMPLETED, CANCELLED -> false;
    };
  }
}
