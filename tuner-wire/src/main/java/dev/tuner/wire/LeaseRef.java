package dev.tuner.wire;

/** A trial and the number of the lease under which the sender holds it. */
public record LeaseRef(String trialId, long lease) {}
