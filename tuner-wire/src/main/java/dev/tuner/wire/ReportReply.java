package dev.tuner.wire;

/**
 * What the trial shall do after a report.
 *
 * @param decision {@code CONTINUE}: go on; {@code STOP} or {@code PAUSE}: end the run, the lease is
 *     over
 * @param state the trial's state after the decision
 * @param reason the decision in words
 * @param milestone the next step at which the trial is judged, and must have stored a checkpoint;
 *     absent when none
 */
public record ReportReply(String decision, String state, String reason, Long milestone) {}
