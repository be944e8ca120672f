package dev.tuner.scheduler.rung;

/** What led to a logged decision. */
public enum Cause {
  /** The trial reported, and the scheduler judged it. */
  REPORT,
  /** A worker was free, and the scheduler let a paused trial go on. */
  PROMOTION,
  /** The trial ended by itself. */
  TRIAL,
  /** The trial failed. */
  ERROR,
  /** A person paused, resumed or cancelled the trial or its study. */
  PERSON,
  /** The study ended. */
  STUDY,
  /** The study was extended: the trial is again what it was before the study's end. */
  EXTENSION,
  /** The study got another scheduler, which judged the waiting trial anew. */
  CHANGE,
  /** A person had the failed trial tried again. */
  RETRY
}
