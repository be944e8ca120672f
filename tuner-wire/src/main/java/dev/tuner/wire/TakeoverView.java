package dev.tuner.wire;

import java.time.Instant;
import java.util.Map;

/**
 * A trial took over from another one in population based training.
 *
 * @param step its last step before
 * @param donorId the trial whose weights it took; itself where only its config changed
 * @param donor that trial's number
 * @param donorStep the step of those weights
 * @param oldConfig what it had trained with
 * @param newConfig what it trains with from here on
 */
public record TakeoverView(
    long step,
    String donorId,
    int donor,
    long donorStep,
    Map<String, Object> oldConfig,
    Map<String, Object> newConfig,
    Instant at) {}
