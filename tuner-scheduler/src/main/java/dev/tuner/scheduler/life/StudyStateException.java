package dev.tuner.scheduler.life;

import dev.tuner.scheduler.TunerException;
import dev.tuner.scheduler.study.Study;

/** The study is in a state in which what was asked is refused. */
public final class StudyStateException extends TunerException {

  private StudyStateException(String code, String message) {
    super(code, Kind.CONFLICT, message);
  }

  static StudyStateException archived(Study study) {
    return new StudyStateException(
        "study-archived",
        "Study %s was archived at %s and cannot be changed; unarchive it first"
            .formatted(study.name(), study.life().archivedAt().orElseThrow()));
  }

  static StudyStateException cancelled(Study study) {
    return new StudyStateException(
        "study-cancelled",
        "Study %s was cancelled, which is for good; clone it instead".formatted(study.name()));
  }

  static StudyStateException timeUsedUp(Study study) {
    return new StudyStateException(
        "time-used-up",
        "The time budget of study %s ended at %s; give it more with PATCH first"
            .formatted(study.name(), study.life().deadlineAt().orElseThrow()));
  }

  static StudyStateException open(Study study, String whatToDo) {
    return new StudyStateException(
        "study-open", "Study %s is %s; %s".formatted(study.name(), study.state(), whatToDo));
  }
}
