package dev.tuner.scheduler.checkpoint;

import dev.tuner.scheduler.TunerException;
import java.util.UUID;

/** The trial has no checkpoint of this step, or no longer. */
public final class CheckpointNotFoundException extends TunerException {
  CheckpointNotFoundException(UUID trialId, long step) {
    super(
        "checkpoint-not-found",
        Kind.NOT_FOUND,
        "Trial %s has no checkpoint of step %d; its view shows the newest one"
            .formatted(trialId, step));
  }
}
