package dev.tuner.wire;

import java.time.Instant;
import java.util.Map;

/**
 * One study as the service shows it.
 *
 * @param state {@code RUNNING}, {@code PAUSED}, {@code COMPLETED}, {@code FAILED} or {@code
 *     CANCELLED}
 * @param reason why the study is in this state, in words; absent while nothing needs saying
 * @param version grows with every change of the study or of one of its trials
 * @param numSamples how many trials the study starts at most; the whole grid for each sample
 * @param importedTrials how many trials were trained elsewhere, beside these
 * @param gpuHours GPUs times hours that its trials have held so far; {@code cpuHours} the same for
 *     CPU cores
 * @param definition the study as it was sent, with every default filled in
 * @param trials how many trials are in each trial state; every state is present
 * @param best the best trial so far; absent until a trial has reported a finite value
 * @param startAt when it starts; absent once it has started
 * @param deadlineAt when its time budget is used up; absent without one
 * @param pendingReason what it waits for, in words, while none of its trials runs
 * @param archivedAt when it was put away; absent if it was not
 */
public record StudyView(
    String id,
    String name,
    String state,
    String reason,
    String metric,
    String mode,
    long version,
    int numSamples,
    int importedTrials,
    double gpuHours,
    double cpuHours,
    Map<String, Object> definition,
    Map<String, Integer> trials,
    TrialView best,
    Instant createdAt,
    Instant startAt,
    Instant deadlineAt,
    Instant endedAt,
    Instant archivedAt,
    String pendingReason) {}
