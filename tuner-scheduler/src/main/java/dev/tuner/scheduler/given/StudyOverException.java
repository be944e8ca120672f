package dev.tuner.scheduler.given;

import dev.tuner.scheduler.TunerException;
import dev.tuner.scheduler.study.Study;

/** The study has ended: it takes no more trials. */
public final class StudyOverException extends TunerException {
  StudyOverException(Study study) {
    super(
        "study-over",
        Kind.CONFLICT,
        "Study %s is %s (%s); name it as import_from of a new study to go on from its trials"
            .formatted(study.name(), study.state(), study.reason()));
  }
}
