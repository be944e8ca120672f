package dev.tuner.scheduler.event;

import java.util.UUID;

/** A trial's worker or process was lost and its lease taken back, and it is committed. */
public record RunLost(UUID studyId, UUID trialId, String worker, String why) {}
