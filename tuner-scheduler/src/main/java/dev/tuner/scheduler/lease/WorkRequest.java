package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.study.Resources;
import java.util.Set;
import java.util.UUID;

/**
 * A worker asks for trials.
 *
 * @param workerId who asks
 * @param free resources that are unused now
 * @param maxTrials how many trials it takes at most, at least 1
 * @param held the leases it knows it holds
 */
public record WorkRequest(UUID workerId, Resources free, int maxTrials, Set<LeaseRef> held) {}
