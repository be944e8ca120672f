package dev.tuner.scheduler.event;

import java.time.Duration;

/**
 * A checkpoint was uploaded and exists now.
 *
 * @param took from the first byte to its commit
 */
public record CheckpointStored(long bytes, Duration took) {}
