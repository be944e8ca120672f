package dev.tuner.scheduler.checkpoint;

import java.time.Instant;
import java.util.UUID;

/**
 * A stored checkpoint of a trial.
 *
 * @param sha256 checksum of its bytes, lower-case hex
 * @param location where the store keeps it
 */
public record Checkpoint(
    UUID trialId, long step, String sha256, long bytes, String location, Instant createdAt) {}
