package dev.tuner.wire;

import java.util.List;

/** Trials leased to the caller; empty when there was no work that fits. */
public record Assignments(List<Assignment> assignments) {}
