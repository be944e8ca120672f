package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.checkpoint.Checkpoint;
import dev.tuner.scheduler.lineage.Takeover;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.study.StudyDefinition;
import dev.tuner.scheduler.trial.Trial;
import dev.tuner.scheduler.worker.Allotment;
import dev.tuner.search.Purpose;
import dev.tuner.search.TrialRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A trial that was leased, with all that its worker needs.
 *
 * @param leaseTtl how long the lease lives without a sign of life
 * @param allotment what the lease holds of the worker
 * @param checkpoint where the trial goes on from; empty: from the beginning
 * @param origin the last time that it took over from another trial; empty: it never did
 */
public record LeasedTrial(
    Trial trial,
    Study study,
    StudyDefinition definition,
    Duration leaseTtl,
    Allotment allotment,
    Optional<Checkpoint> checkpoint,
    Optional<Origin> origin) {

  /**
   * Where the trial's weights come from.
   *
   * @param isNext whether it goes on from the donor's weights now, and not from later ones of its
   *     own
   */
  public record Origin(Takeover takeover, boolean isNext) {}

  /** The seed of the training; after a takeover, that of the weights. */
  public long seed() {
    return origin
        .map(from -> from.takeover().seed())
        .orElseGet(() -> TrialRandom.seed(definition.seed(), trial.number(), Purpose.TRAINING));
  }

  /** The trial from whose weights it goes on now, if it is another one. */
  public Optional<Takeover> takeover() {
    return origin
        .filter(from -> from.isNext() && !from.takeover().keepsWeights())
        .map(Origin::takeover);
  }

  /** The next step at which the trial is judged. */
  public OptionalLong milestone() {
    return definition.scheduler().nextMilestone(trial.bracket(), trial.lastStep());
  }
}
