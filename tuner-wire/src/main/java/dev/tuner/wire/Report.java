package dev.tuner.wire;

import java.util.Map;

/**
 * One report of a running trial.
 *
 * @param lease the number of the lease under which the trial runs
 * @param step at least 1, greater than the last one reported
 * @param metrics at least the study's metric; NaN and infinities count as worst
 * @param seconds running time of the trial so far; optional
 */
public record Report(long lease, long step, Map<String, Double> metrics, Double seconds) {}
