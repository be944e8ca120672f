package dev.tuner.scheduler.trial;

import dev.tuner.scheduler.TunerException;
import java.util.UUID;

/** There is no trial of this id. */
public final class TrialNotFoundException extends TunerException {
  public TrialNotFoundException(UUID id) {
    super("trial-not-found", Kind.NOT_FOUND, "There is no trial " + id);
  }
}
