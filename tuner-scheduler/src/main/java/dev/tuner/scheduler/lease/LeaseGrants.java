package dev.tuner.scheduler.lease;

import static java.util.Comparator.comparing;

import dev.tuner.scheduler.checkpoint.Checkpoint;
import dev.tuner.scheduler.checkpoint.Checkpoints;
import dev.tuner.scheduler.judge.LockedStudy;
import dev.tuner.scheduler.lineage.Lineage;
import dev.tuner.scheduler.lineage.Takeover;
import dev.tuner.scheduler.trial.Trial;
import dev.tuner.scheduler.trial.TrialState;
import dev.tuner.scheduler.trial.Trials;
import dev.tuner.scheduler.worker.Allotment;
import dev.tuner.scheduler.worker.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Writes a lease, and describes the leased trial to its worker. */
@Component
class LeaseGrants {

  private final Leases leases;
  private final Trials trials;
  private final Checkpoints checkpoints;
  private final Lineage lineage;
  private final LeaseProperties properties;

  LeaseGrants(
      Leases leases,
      Trials trials,
      Checkpoints checkpoints,
      Lineage lineage,
      LeaseProperties properties) {
    this.lineage = lineage;
    this.leases = leases;
    this.trials = trials;
    this.checkpoints = checkpoints;
    this.properties = properties;
  }

  void grant(LockedStudy locked, Trial trial, Worker worker, Allotment allotment) {
    trial.lease(worker, locked.now());
    locked.study().runBegins(locked.now());
    leases.grant(trial.id(), ttl(locked), allotment);
  }

  /** The trials of the study that the worker holds under a live lease, those leased first first. */
  List<UUID> heldBy(UUID studyId, UUID workerId, int most) {
    var held =
        trials.running(studyId).stream()
            .filter(trial -> workerId.equals(trial.workerId()))
            .sorted(comparing(Trial::leasedAt).thenComparing(Trial::id))
            .map(Trial::id)
            .toList();
    trials.open(held); // what their leases are like now
    return held.stream().filter(this::isLive).limit(most).toList();
  }

  private boolean isLive(UUID trialId) {
    return trials
        .findById(trialId)
        .filter(trial -> trial.isHeldUnder(trial.leaseNumber()))
        .isPresent();
  }

  Optional<Trial> stillHeld(UUID trialId, UUID workerId) {
    return trials
        .findById(trialId)
        .filter(trial -> trial.state() == TrialState.RUNNING && workerId.equals(trial.workerId()));
  }

  LeasedTrial describe(LockedStudy locked, Trial trial, Allotment allotment) {
    var takeover = trial.hasTakenOver() ? lineage.last(trial.id()) : Optional.<Takeover>empty();
    var own = resumable(trial, takeover);
    var taken = own.isPresent() ? Optional.<Checkpoint>empty() : takeover.flatMap(this::weights);
    return new LeasedTrial(
        trial,
        locked.study(),
        locked.definition(),
        ttl(locked),
        allotment,
        own.or(() -> taken),
        takeover.map(each -> new LeasedTrial.Origin(each, own.isEmpty())));
  }

  /** Its own checkpoint of what it trains now. */
  private Optional<Checkpoint> resumable(Trial trial, Optional<Takeover> takeover) {
    return trial.checkpointStep() == null
        ? Optional.empty() // it has none, and that needs no look
        : checkpoints
            .resumable(trial.id(), trial.lastStep())
            .filter(
                own ->
                    takeover.isEmpty()
                        || takeover.get().keepsWeights()
                        || own.step() > takeover.get().step());
  }

  private Optional<Checkpoint> weights(Takeover takeover) {
    return checkpoints.find(takeover.donorId(), takeover.donorStep());
  }

  private Duration ttl(LockedStudy locked) {
    return locked.study().external() ? properties.askTtl() : properties.ttl();
  }
}
