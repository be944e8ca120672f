package dev.tuner.scheduler.worker;

import dev.tuner.scheduler.TunerException;
import java.util.UUID;

/** There is no worker of this id. */
public final class WorkerNotFoundException extends TunerException {
  public WorkerNotFoundException(UUID id) {
    super(
        "worker-not-found",
        Kind.NOT_FOUND,
        "There is no worker " + id + "; register with POST /api/v1/workers");
  }
}
