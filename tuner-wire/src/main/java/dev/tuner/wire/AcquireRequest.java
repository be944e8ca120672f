package dev.tuner.wire;

import java.util.List;

/**
 * A worker asks for trials.
 *
 * @param free resources that are unused now
 * @param freeGpus what is unused of each of its devices; left out: what the leases listed here
 *     leave
 * @param maxTrials how many trials it takes at most, at least 1
 * @param waitSeconds how long the service may hold the request while there is no work; 0..60
 * @param held the leases the worker knows it holds: leases of this worker that are missing here
 *     were lost on the way and are handed out again
 */
public record AcquireRequest(
    Resources free,
    List<FreeGpu> freeGpus,
    int maxTrials,
    double waitSeconds,
    List<LeaseRef> held) {

  /**
   * @param index of the device, as registered
   * @param gpu which part of it is unused; 0..1
   * @param memoryBytes how much of its memory no trial has been given; 0 where it is not known
   */
  public record FreeGpu(int index, double gpu, long memoryBytes) {}
}
