package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.checkpoint.Checkpoint;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.study.StudyDefinition;
import dev.tuner.scheduler.trial.Trial;
import dev.tuner.search.Purpose;
import dev.tuner.search.TrialRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A trial that was leased, with all that its worker needs.
 *
 * @param leaseTtl how long the lease lives without a sign of life
 * @param checkpoint where the trial goes on from; empty: from the beginning
 */
public record LeasedTrial(
    Trial trial,
    Study study,
    StudyDefinition definition,
    Duration leaseTtl,
    Optional<Checkpoint> checkpoint) {

  /** The trial's own seed for its training. */
  public long seed() {
    return TrialRandom.seed(definition.seed(), trial.number(), Purpose.TRAINING);
  }

  /** The next step at which the trial is judged. */
  public OptionalLong milestone() {
    return definition.scheduler().nextMilestone(trial.bracket(), trial.lastStep());
  }
}
