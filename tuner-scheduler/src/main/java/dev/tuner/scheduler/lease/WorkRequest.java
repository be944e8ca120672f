package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.study.Resources;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A worker asks for trials.
 *
 * @param workerId who asks
 * @param study the only study it wants trials of, for a caller who trains by itself; empty for a
 *     worker
 * @param free resources that are unused now
 * @param maxTrials how many trials it takes at most, at least 1
 * @param held the leases it knows it holds
 */
public record WorkRequest(
    UUID workerId, Optional<UUID> study, Resources free, int maxTrials, Set<LeaseRef> held) {

  WorkRequest without(Resources used) {
    return new WorkRequest(workerId, study, free.minus(used), maxTrials - 1, held);
  }
}
