package dev.tuner.scheduler.life;

import dev.tuner.scheduler.DatabaseTime;
import dev.tuner.scheduler.study.Studies;
import dev.tuner.scheduler.study.Study;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts studies away: an archived one is read as before, but not listed and not changed. */
@Service
public class StudyArchive {

  private final Studies studies;
  private final DatabaseTime time;

  StudyArchive(Studies studies, DatabaseTime time) {
    this.studies = studies;
    this.time = time;
  }

  /**
   * Archives a study that has ended; one that is archived stays so.
   *
   * @throws StudyStateException if the study has not ended
   */
  @Transactional
  public Study archive(UUID id) {
    var study = studies.getLocked(id);
    if (!study.state().isOver()) {
      throw StudyStateException.open(study, "cancel it or wait for its end before you archive it");
    }
    if (study.life().archivedAt().isEmpty()) {
      study.archive(time.instant());
    }
    return study;
  }

  /** Takes a study out of the archive; one that is not there stays as it is. */
  @Transactional
  public Study unarchive(UUID id) {
    var study = studies.getLocked(id);
    if (study.life().archivedAt().isPresent()) {
      study.unarchive();
    }
    return study;
  }
}
