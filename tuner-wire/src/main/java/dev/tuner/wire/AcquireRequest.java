package dev.tuner.wire;

import java.util.List;

/**
 * A worker asks for trials.
 *
 * @param free resources that are unused now
 * @param maxTrials how many trials it takes at most, at least 1
 * @param waitSeconds how long the service may hold the request while there is no work; 0..60
 * @param held the leases the worker knows it holds: leases of this worker that are missing here
 *     were lost on the way and are handed out again
 */
public record AcquireRequest(
    Resources free, int maxTrials, double waitSeconds, List<LeaseRef> held) {}
