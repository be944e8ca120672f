package dev.tuner.scheduler.event;

/** Checkpoints, or bytes that belonged to none, were deleted because nothing needs them. */
public record CheckpointsDeleted(int count) {}
