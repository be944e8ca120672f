package dev.tuner.scheduler.life;

import dev.tuner.scheduler.DatabaseTime;
import dev.tuner.scheduler.study.Studies;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.study.StudyState;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Has the failed trials of a study tried again. */
@Service
public class StudyRetry {

  private final Studies studies;
  private final Reopening reopening;
  private final DatabaseTime time;

  StudyRetry(Studies studies, Reopening reopening, DatabaseTime time) {
    this.studies = studies;
    this.reopening = reopening;
    this.time = time;
  }

  /**
   * Every failed trial waits for a worker again, with its config and all its retries, from its
   * newest checkpoint; the others stay as they are. Without failed trials nothing changes.
   *
   * @throws StudyStateException if the study is archived or was cancelled, or its time is used up
   */
  @Transactional
  public Study retryFailed(UUID id) {
    var study = studies.getLocked(id);
    if (study.life().archivedAt().isPresent()) {
      throw StudyStateException.archived(study);
    }
    if (study.state() == StudyState.CANCELLED) {
      throw StudyStateException.cancelled(study);
    }
    var now = time.instant();
    if (study.life().deadlineAt().filter(deadline -> !deadline.isAfter(now)).isPresent()) {
      throw StudyStateException.timeUsedUp(study);
    }
    if (reopening.ofFailed(study, now) > 0) {
      reopening.goOn(study);
    }
    return study;
  }
}
