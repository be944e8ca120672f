package dev.tuner.scheduler.judge;

import dev.tuner.scheduler.rung.StudyLogs;
import dev.tuner.scheduler.study.Studies;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.study.StudyDefinitions;
import dev.tuner.scheduler.trial.TrialNotFoundException;
import dev.tuner.scheduler.trial.Trials;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Locks the row of a study for the rest of the transaction: the one lock that the service uses. */
@Component
public class StudyLocks {

  private final Studies studies;
  private final Trials trials;
  private final StudyDefinitions definitions;
  private final StudyLogs logs;
  private final StudyEnding ending;

  StudyLocks(
      Studies studies,
      Trials trials,
      StudyDefinitions definitions,
      StudyLogs logs,
      StudyEnding ending) {
    this.studies = studies;
    this.trials = trials;
    this.definitions = definitions;
    this.logs = logs;
    this.ending = ending;
  }

  /**
   * Locks the study, or throws {@link dev.tuner.scheduler.study.StudyNotFoundException}. One whose
   * time or run budget is used up is ended first, so that nobody can go beyond it.
   */
  public LockedStudy lock(UUID studyId) {
    var isFirst = !studies.isLocked(studyId);
    var study = studies.getLocked(studyId);
    if (isFirst) {
      trials.recall(study);
    }
    return open(study);
  }

  /** Locks the study of a trial, or throws {@link TrialNotFoundException}. */
  public LockedStudy lockStudyOf(UUID trialId) {
    return lock(trials.studyOf(trialId).orElseThrow(() -> new TrialNotFoundException(trialId)));
  }

  private LockedStudy open(Study study) {
    var locked = new LockedStudy(study, definitions.of(study), logs.of(study), study.lockedAt());
    ending.endIfUsedUp(locked);
    return locked;
  }
}
