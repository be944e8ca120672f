package dev.tuner.scheduler.event;

import dev.tuner.scheduler.trial.TrialState;
import java.util.UUID;

/** A trial has a new state, and it is committed. */
public record TrialMoved(UUID studyId, UUID trialId, TrialState state, String reason) {}
