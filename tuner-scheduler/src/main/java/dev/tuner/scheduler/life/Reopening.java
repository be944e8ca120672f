package dev.tuner.scheduler.life;

import dev.tuner.scheduler.judge.StudyEnding;
import dev.tuner.scheduler.judge.StudyLocks;
import dev.tuner.scheduler.judge.TrialMoves;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.study.StudyState;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets a study whose definition or trials were changed go on. Its row is locked. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Reopening {

  private final Revival revival;
  private final StudyLocks locks;
  private final StudyEnding ending;
  private final TrialMoves moves;

  Reopening(Revival revival, StudyLocks locks, StudyEnding ending, TrialMoves moves) {
    this.revival = revival;
    this.locks = locks;
    this.ending = ending;
    this.moves = moves;
  }

  /** An ended study was extended: what its end cut off goes on. */
  void ofCutOff(Study study, Instant now) {
    revival.ofCutOff(study, now);
    study.reopen("extended by a person");
  }

  /**
   * The failed trials of a study wait for a worker again; if it had ended, it goes on with them.
   *
   * @return how many
   */
  int ofFailed(Study study, Instant now) {
    var retried = revival.ofFailed(study, now);
    if (retried > 0) {
      study.rewroteRungs();
      study.forgetFailures();
    }
    if (retried > 0 && study.state().isOver()) {
      revival.ofCutOff(study, now);
      study.reopen("its failed trials are tried again");
    }
    return retried;
  }

  /** Ends the study if nothing is left to do, and tells the workers otherwise. */
  void goOn(Study study) {
    var locked = locks.lock(study.id()); // its log, as it is stored now
    if (study.state() == StudyState.RUNNING) {
      ending.endIfDone(locked);
    }
    moves.announce(locked);
  }
}
