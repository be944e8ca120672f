package dev.tuner.scheduler.judge;

import dev.tuner.scheduler.rung.Cause;
import dev.tuner.scheduler.trial.IllegalTransitionException;
import dev.tuner.scheduler.trial.PauseCause;
import dev.tuner.scheduler.trial.Trial;
import dev.tuner.scheduler.trial.TrialOverException;
import dev.tuner.scheduler.trial.TrialState;
import dev.tuner.scheduler.trial.Trials;
import dev.tuner.search.scheduler.Decision;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a person does with one trial. */
@Service
public class TrialControl {

  private final StudyLocks locks;
  private final Trials trials;
  private final TrialMoves moves;

  TrialControl(StudyLocks locks, Trials trials, TrialMoves moves) {
    this.locks = locks;
    this.trials = trials;
    this.moves = moves;
  }

  /** Cancels an open trial; its worker is told at its next call. */
  @Transactional
  public Trial cancel(UUID trialId) {
    var study = locks.lockStudyOf(trialId);
    var trial = open(trialId);
    moves.cancel(study, trial, "cancelled by a person");
    return trial;
  }

  /**
   * Pauses a waiting trial at once, and a running one at its next report, when its state is safe.
   */
  @Transactional
  public Trial pause(UUID trialId) {
    var study = locks.lockStudyOf(trialId);
    var trial = open(trialId);
    switch (trial.state()) {
      case RUNNING -> {
        trial.requestPause();
        study.study().touch();
      }
      case PENDING -> moves.pauseForPerson(study, trial, PauseCause.TRIAL, "paused by a person");
      default -> throw refused(trial, TrialState.PAUSED);
    }
    return trial;
  }

  /** Lets a paused trial go on, also one that the scheduler has not promoted. */
  @Transactional
  public Trial resume(UUID trialId) {
    var study = locks.lockStudyOf(trialId);
    var trial = open(trialId);
    if (trial.pauseRequested()) {
      trial.withdrawPauseRequest();
      study.study().touch();
      return trial;
    }
    if (trial.state() != TrialState.PAUSED) {
      throw refused(trial, TrialState.PENDING);
    }
    if (trial.pauseCause() == PauseCause.SCHEDULER) {
      study.promotedByPerson(trial, "resumed by a person");
    } else {
      study.decided(trial, Decision.Kind.PROMOTE, Cause.PERSON, "resumed by a person");
    }
    moves.goOn(study, trial, "resumed by a person");
    return trial;
  }

  private Trial open(UUID trialId) {
    var trial = trials.findById(trialId).orElseThrow();
    if (trial.state().isOver()) {
      throw new TrialOverException(trial);
    }
    return trial;
  }

  private static IllegalTransitionException refused(Trial trial, TrialState wanted) {
    return new IllegalTransitionException("Trial " + trial.id(), trial.state(), wanted);
  }
}
