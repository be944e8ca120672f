package dev.tuner.scheduler.event;

import dev.tuner.search.scheduler.Decision;
import java.time.Duration;
import java.util.Map;

/**
 * Reports were committed together.
 *
 * @param decisions how many reports got which decision
 * @param took from the start of the transaction to its end
 */
public record ReportsCommitted(Map<Decision.Kind, Long> decisions, int refused, Duration took) {}
