package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.checkpoint.Checkpoints;
import dev.tuner.scheduler.judge.LockedStudy;
import dev.tuner.scheduler.trial.Trial;
import dev.tuner.scheduler.trial.TrialState;
import dev.tuner.scheduler.trial.Trials;
import dev.tuner.scheduler.worker.Workers;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes a lease, and describes the leased trial to its worker. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class LeaseGrants {

  private final Leases leases;
  private final Trials trials;
  private final Workers workers;
  private final Checkpoints checkpoints;
  private final LeaseProperties properties;

  LeaseGrants(
      Leases leases,
      Trials trials,
      Workers workers,
      Checkpoints checkpoints,
      LeaseProperties properties) {
    this.leases = leases;
    this.trials = trials;
    this.workers = workers;
    this.checkpoints = checkpoints;
    this.properties = properties;
  }

  void grant(LockedStudy locked, Trial trial, UUID workerId) {
    trial.lease(workers.get(workerId), locked.now());
    locked.study().runBegins(locked.now());
    trials.flush(); // the lease's row refers to the trial's, which may be new
    leases.grant(trial.id(), ttl(locked));
  }

  Optional<Trial> stillHeld(UUID trialId, UUID workerId) {
    return trials
        .findById(trialId)
        .filter(trial -> trial.state() == TrialState.RUNNING && workerId.equals(trial.workerId()));
  }

  LeasedTrial describe(LockedStudy locked, Trial trial) {
    return new LeasedTrial(
        trial,
        locked.study(),
        locked.definition(),
        ttl(locked),
        checkpoints.resumable(trial.id(), trial.lastStep()));
  }

  private Duration ttl(LockedStudy locked) {
    return locked.study().external() ? properties.askTtl() : properties.ttl();
  }
}
