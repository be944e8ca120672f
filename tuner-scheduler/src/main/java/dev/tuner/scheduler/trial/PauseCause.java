package dev.tuner.scheduler.trial;

/** Who paused a trial, and so who lets it go on. */
public enum PauseCause {
  /** The trial scheduler, at a milestone: the trial goes on when it is promoted. */
  SCHEDULER,
  /** A person paused this trial: it goes on when the trial is resumed. */
  TRIAL,
  /** A person paused the study: it goes on when the study is resumed. */
  STUDY
}
