package dev.tuner.scheduler.study;

/** The life of a study. The whole transition table stands in {@link #mayBecome}. */
public enum StudyState {
  RUNNING,
  PAUSED,
  COMPLETED,
  FAILED,
  CANCELLED;

  /** Whether no trial of the study will ever run again, unless the study is extended. */
  public boolean isOver() {
    return this == COMPLETED || this == FAILED || this == CANCELLED;
  }

  boolean mayBecome(StudyState next) {
    return switch (this) {
      case RUNNING -> next != RUNNING;
      case PAUSED -> next != PAUSED;
      case COMPLETED, FAILED -> next == RUNNING; // extended, or its failed trials are tried again
      case CANCELLED -> false;
    };
  }
}
