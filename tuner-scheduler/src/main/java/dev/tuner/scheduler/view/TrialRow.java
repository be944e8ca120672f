package dev.tuner.scheduler.view;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** One trial as it is shown. Nullable: everything that a trial may lack. */
public record TrialRow(
    UUID id,
    UUID studyId,
    int number,
    String state,
    String reason,
    Map<String, Object> config,
    int bracket,
    long step,
    Map<String, Double> metrics,
    Double bestValue,
    Long bestStep,
    int attempt,
    String worker,
    Long checkpointStep,
    String error,
    double seconds,
    Instant createdAt,
    Instant startedAt,
    Instant endedAt) {}
