package dev.tuner.scheduler.trial;

import dev.tuner.scheduler.TunerException;

/** The trial has ended: it takes no more reports and cannot be changed. */
public final class TrialOverException extends TunerException {
  public TrialOverException(Trial trial) {
    super(
        "trial-over",
        Kind.CONFLICT,
        "Trial %s is %s (%s); stop working on it"
            .formatted(trial.id(), trial.state(), trial.reason()));
  }
}
