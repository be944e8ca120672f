package dev.tuner.scheduler.event;

import java.util.UUID;

/**
 * Something in a study changed and is committed: there may be work for a worker, or news for a
 * reader.
 */
public record StudyChanged(UUID studyId) {}
