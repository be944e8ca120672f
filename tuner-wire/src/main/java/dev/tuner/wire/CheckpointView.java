package dev.tuner.wire;

import java.time.Instant;

/** A stored checkpoint: its size in bytes and its checksum in lower-case hex. */
public record CheckpointView(long step, long bytes, String sha256, Instant createdAt) {}
