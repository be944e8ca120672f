package dev.tuner.api.worker;

import dev.tuner.scheduler.checkpoint.Checkpoint;
import dev.tuner.scheduler.lease.LeasedTrial;
import dev.tuner.scheduler.lineage.Takeover;
import dev.tuner.wire.Assignment;
import java.util.OptionalLong;

/** A leased trial as its worker gets it. */
final class AssignmentJson {

  private AssignmentJson() {}

  static Assignment of(LeasedTrial leased) {
    var trial = leased.trial();
    var study = leased.study();
    var checkpoint = leased.checkpoint();
    return new Assignment(
        trial.id().toString(),
        trial.leaseNumber(),
        WorkerJson.seconds(leased.leaseTtl()),
        study.id().toString(),
        study.name(),
        trial.number(),
        trial.attempt(),
        trial.config(),
        study.metric(),
        study.mode().toString(),
        leased.definition().trainable(),
        WorkerJson.wire(leased.allotment().amount()),
        leased.allotment().gpus(),
        leased.allotment().gpuMemory(),
        leased.seed(),
        checkpoint.map(Checkpoint::step).orElse(null),
        checkpoint.map(Checkpoint::sha256).orElse(null),
        leased.takeover().map(AssignmentJson::donor).orElse(null),
        trial.lastStep(),
        nullable(leased.milestone()),
        nullable(leased.definition().scheduler().maxStep()));
  }

  private static Assignment.Donor donor(Takeover takeover) {
    return new Assignment.Donor(
        takeover.donorId().toString(), takeover.donor(), takeover.donorStep());
  }

  private static Long nullable(OptionalLong step) {
    return step.isPresent() ? step.getAsLong() : null;
  }
}
