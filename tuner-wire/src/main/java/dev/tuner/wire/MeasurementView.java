package dev.tuner.wire;

import java.time.Instant;
import java.util.Map;

/**
 * One stored report of a trial. {@code seconds} is the trial's running time when it was made; may
 * be absent.
 */
public record MeasurementView(
    long step, Map<String, Double> metrics, Double seconds, int attempt, Instant reportedAt) {}
