package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.event.StudyChanged;
import dev.tuner.scheduler.event.TrialMoved;
import dev.tuner.scheduler.judge.LockedStudy;
import dev.tuner.scheduler.judge.StudyLocks;
import dev.tuner.scheduler.trial.Trial;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives one trial of one study to a worker. */
@Service
public class TrialLeasing {

  private final StudyLocks locks;
  private final NextTrial next;
  private final LeaseGrants grants;
  private final ApplicationEventPublisher events;

  TrialLeasing(
      StudyLocks locks, NextTrial next, LeaseGrants grants, ApplicationEventPublisher events) {
    this.locks = locks;
    this.next = next;
    this.grants = grants;
    this.events = events;
  }

  /**
   * The next trial of the study, leased to the worker; empty when the study has nothing to run now.
   */
  @Transactional
  public Optional<LeasedTrial> leaseFrom(UUID studyId, UUID workerId) {
    var locked = locks.lock(studyId);
    return next.in(locked).map(trial -> lease(locked, trial, workerId));
  }

  /** A trial that the worker holds and does not know of, under the lease it already has. */
  @Transactional
  public Optional<LeasedTrial> handAgain(UUID trialId, UUID workerId) {
    var locked = locks.lockStudyOf(trialId);
    return grants.stillHeld(trialId, workerId).map(trial -> grants.describe(locked, trial));
  }

  private LeasedTrial lease(LockedStudy locked, Trial trial, UUID workerId) {
    grants.grant(locked, trial, workerId);
    locked.study().touch();
    events.publishEvent(
        new TrialMoved(locked.study().id(), trial.id(), trial.state(), trial.reason()));
    events.publishEvent(new StudyChanged(locked.study().id()));
    return grants.describe(locked, trial);
  }
}
