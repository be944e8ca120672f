package dev.tuner.wire;

import java.util.List;
import java.util.Map;

/**
 * A trial leased to a worker, with all that is needed to run it.
 *
 * @param lease the fencing number: every call about the trial carries it
 * @param leaseSeconds how long the lease lives without a heartbeat
 * @param number the trial's number in its study
 * @param attempt starts at 1; grows when a worker or process was lost
 * @param metric the metric that every report must hold; of several that the study optimises, the
 *     first
 * @param trainable what to run, with its settings
 * @param resources what the trial may use
 * @param gpus the indexes of the devices it may use; empty when it uses none
 * @param gpuMemoryBytes how much of the memory of each of them; 0 for whole devices that were asked
 *     for without an amount of memory
 * @param seed the training's seed: a function of the study's seed and the trial's number, or after
 *     a takeover that of the weights
 * @param checkpointStep the checkpoint to go on from; absent: start from the beginning
 * @param checkpointSha256 checksum of that checkpoint, lower-case hex
 * @param takesOver the trial that it takes over from now: the checkpoint is that one's; absent: the
 *     checkpoint is its own
 * @param lastStep the last step that was reported; steps up to it are not reported again
 * @param milestone the next step at which the trial is judged, and must have stored a checkpoint;
 *     absent when none
 * @param maxStep the step after which the trial is complete; absent when the trial ends by itself
 */
public record Assignment(
    String trialId,
    long lease,
    double leaseSeconds,
    String studyId,
    String studyName,
    int number,
    int attempt,
    Map<String, Object> config,
    String metric,
    String mode,
    Map<String, Object> trainable,
    Resources resources,
    List<Integer> gpus,
    long gpuMemoryBytes,
    long seed,
    Long checkpointStep,
    String checkpointSha256,
    Donor takesOver,
    long lastStep,
    Long milestone,
    Long maxStep) {

  /**
   * Whose weights a trial takes over.
   *
   * @param number in the study
   * @param step of the weights
   */
  public record Donor(String trialId, int number, long step) {}
}
