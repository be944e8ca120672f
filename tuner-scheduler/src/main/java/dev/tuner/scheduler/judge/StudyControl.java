package dev.tuner.scheduler.judge;

import dev.tuner.scheduler.study.Studies;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.study.StudyState;
import dev.tuner.scheduler.trial.PauseCause;
import dev.tuner.scheduler.trial.Trials;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a person, or the clock, does with a whole study. */
@Service
public class StudyControl {

  private final StudyLocks locks;
  private final StudyEnding ending;
  private final Trials trials;
  private final Studies studies;
  private final TrialMoves moves;

  StudyControl(
      StudyLocks locks, StudyEnding ending, Trials trials, Studies studies, TrialMoves moves) {
    this.locks = locks;
    this.ending = ending;
    this.trials = trials;
    this.studies = studies;
    this.moves = moves;
  }

  /** No trial starts from now on; each running one pauses at its next report. */
  @Transactional
  public Study pause(UUID studyId) {
    var locked = locks.lock(studyId);
    if (locked.study().state() != StudyState.PAUSED) {
      locked.study().pause();
    }
    return locked.study();
  }

  /** Trials start again, and those that the pause held go on. */
  @Transactional
  public Study resume(UUID studyId) {
    var locked = locks.lock(studyId);
    if (locked.study().state() == StudyState.RUNNING) {
      return locked.study();
    }
    if (locked.study().life().startedAt().isEmpty()) {
      locked.study().start(locked.definition(), locked.now());
    } else {
      locked.study().resume();
    }
    for (var trial : trials.findByStudyIdAndPauseCause(studyId, PauseCause.STUDY)) {
      moves.goOn(locked, trial, "its study was resumed");
    }
    ending.endIfDone(locked);
    moves.announce(locked);
    return locked.study();
  }

  /** Ends the study and cancels its open trials; workers are told at their next call. */
  @Transactional
  public Study cancel(UUID studyId) {
    var locked = locks.lock(studyId);
    if (locked.study().state() != StudyState.CANCELLED) {
      ending.cancel(locked);
    }
    return locked.study();
  }

  /** Ends the study if its time or run budget is used up, as every lock of it does. */
  @Transactional
  public void endIfUsedUp(UUID studyId) {
    locks.lock(studyId);
  }

  /** Starts the study if it waits for its start and the time has come. */
  @Transactional
  public void startIfDue(UUID studyId) {
    var study = locks.lock(studyId);
    var waits = study.study().life().startedAt().isEmpty() && !study.study().state().isOver();
    if (waits && study.study().life().startAt().filter(study.now()::isBefore).isEmpty()) {
      study.study().start(study.definition(), study.now());
      moves.announce(study);
    }
  }

  /** Studies whose start has come. */
  @Transactional(readOnly = true)
  public List<UUID> due() {
    return studies.due();
  }

  /** Open studies whose time or run budget is used up. */
  @Transactional(readOnly = true)
  public List<UUID> overdue() {
    return studies.overdue();
  }
}
