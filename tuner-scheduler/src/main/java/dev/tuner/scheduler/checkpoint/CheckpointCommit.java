package dev.tuner.scheduler.checkpoint;

import dev.tuner.scheduler.lease.LeaseRef;
import dev.tuner.scheduler.lease.TrialRuns;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Makes an uploaded file a checkpoint of its trial. */
@Component
class CheckpointCommit {

  private final TrialRuns runs;
  private final Checkpoints checkpoints;
  private final CheckpointDirectory directory;

  CheckpointCommit(TrialRuns runs, Checkpoints checkpoints, CheckpointDirectory directory) {
    this.runs = runs;
    this.checkpoints = checkpoints;
    this.directory = directory;
  }

  /** Before a long upload: does the sender hold the trial at all? */
  void requireLease(LeaseRef lease) {
    runs.require(lease);
  }

  @Transactional
  Checkpoint add(LeaseRef lease, Checkpoint checkpoint) {
    runs.keep(lease).checkpointed(checkpoint.step());
    var replaced = checkpoints.find(checkpoint.trialId(), checkpoint.step());
    checkpoints.add(checkpoint);
    var forgotten = checkpoints.forgetSuperseded(checkpoint.trialId(), checkpoint.step());
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            replaced.map(Checkpoint::location).ifPresent(directory::delete);
            forgotten.forEach(directory::delete);
          }
        });
    return checkpoints.find(checkpoint.trialId(), checkpoint.step()).orElseThrow();
  }
}
