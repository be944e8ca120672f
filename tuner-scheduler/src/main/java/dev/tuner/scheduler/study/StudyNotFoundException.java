package dev.tuner.scheduler.study;

import dev.tuner.scheduler.TunerException;
import java.util.UUID;

/** There is no study of this id. */
public final class StudyNotFoundException extends TunerException {
  public StudyNotFoundException(UUID id) {
    super(
        "study-not-found",
        Kind.NOT_FOUND,
        "There is no study " + id + "; list them with GET /api/v1/studies");
  }
}
