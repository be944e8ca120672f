package dev.tuner.wire;

import java.time.Instant;
import java.util.Map;

/**
 * A stored checkpoint.
 *
 * @param trial the number of its trial within the study
 * @param bytes its size
 * @param sha256 the checksum of its bytes, lower-case hex
 * @param value the study's metric at its step; absent when the step was not reported (yet)
 * @param metrics everything that was reported at its step
 */
public record CheckpointView(
    String trialId,
    Integer trial,
    long step,
    long bytes,
    String sha256,
    Double value,
    Map<String, Double> metrics,
    Instant createdAt) {}
