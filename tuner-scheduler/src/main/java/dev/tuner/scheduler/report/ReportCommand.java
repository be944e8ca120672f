package dev.tuner.scheduler.report;

import java.util.Map;
import java.util.UUID;

/**
 * One report of a running trial, as it arrived.
 *
 * @param lease the number of the lease under which the sender runs the trial
 * @param metrics may hold NaN and infinities
 * @param seconds running time of the trial so far; may be null
 */
public record ReportCommand(
    UUID trialId, long lease, long step, Map<String, Double> metrics, Double seconds) {}
