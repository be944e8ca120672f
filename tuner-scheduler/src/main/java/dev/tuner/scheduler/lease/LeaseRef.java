package dev.tuner.scheduler.lease;

import java.util.UUID;

/** A trial and the number of the lease under which somebody holds it. */
public record LeaseRef(UUID trialId, long lease) {}
