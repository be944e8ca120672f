package dev.tuner.scheduler.checkpoint;

import dev.tuner.scheduler.lease.LeaseRef;
import dev.tuner.scheduler.lease.TrialRuns;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes uploaded bytes a checkpoint of their trial. */
@Component
class CheckpointCommit {

  private final TrialRuns runs;
  private final Checkpoints checkpoints;

  CheckpointCommit(TrialRuns runs, Checkpoints checkpoints) {
    this.runs = runs;
    this.checkpoints = checkpoints;
  }

  /**
   * A checkpoint that exists now.
   *
   * @param superseded where bytes lie that no checkpoint names any more
   */
  record Added(Checkpoint checkpoint, List<String> superseded) {}

  /** Before a long upload: does the sender hold the trial at all? */
  void requireLease(LeaseRef lease) {
    runs.require(lease);
  }

  @Transactional
  Added add(LeaseRef lease, Checkpoint checkpoint) {
    runs.keep(lease).checkpointed(checkpoint.step());
    var superseded = new ArrayList<String>();
    checkpoints
        .find(checkpoint.trialId(), checkpoint.step())
        .ifPresent(replaced -> superseded.add(replaced.location()));
    checkpoints.add(checkpoint);
    superseded.addAll(checkpoints.forgetSuperseded(checkpoint.trialId(), checkpoint.step()));
    var stored = checkpoints.find(checkpoint.trialId(), checkpoint.step()).orElseThrow();
    return new Added(stored, superseded);
  }
}
