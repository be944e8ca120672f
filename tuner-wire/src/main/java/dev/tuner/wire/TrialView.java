package dev.tuner.wire;

import java.time.Instant;
import java.util.Map;

/**
 * One trial: a row of the leaderboard.
 *
 * @param number 0.. within its study
 * @param state {@code PENDING}, {@code RUNNING}, {@code PAUSED}, {@code COMPLETED}, {@code
 *     STOPPED}, {@code FAILED} or {@code CANCELLED}
 * @param reason why the trial is in this state, in words
 * @param config the parameters, nested as in the space
 * @param step the last step reported; 0 before the first report
 * @param metrics the metrics of the last report
 * @param bestValue the best value of the study's metric so far, and {@code bestStep} where it was
 *     reached
 * @param milestone the next step at which the scheduler judges the trial; absent when there is none
 * @param attempt starts at 1; grows when a worker or process was lost
 * @param worker the name of the worker that runs the trial, or ran it last
 * @param checkpointStep the step of the last checkpoint; absent when there is none
 * @param error the error text of a failed trial
 * @param seconds the time spent running, summed over all its runs
 * @param pendingReason what a PENDING trial waits for, in words
 */
public record TrialView(
    String id,
    String studyId,
    int number,
    String state,
    String reason,
    Map<String, Object> config,
    long step,
    Map<String, Double> metrics,
    Double bestValue,
    Long bestStep,
    Long milestone,
    int attempt,
    String worker,
    Long checkpointStep,
    String error,
    double seconds,
    Instant createdAt,
    Instant startedAt,
    Instant endedAt,
    String pendingReason) {}
