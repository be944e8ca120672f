package dev.tuner.scheduler.replay;

import java.util.List;

/**
 * How a log, decided again, compares with itself.
 *
 * @param reports how many reports were judged again
 * @param decisions how many decisions and promotions were compared
 * @param different how many of them differ; there must be none
 * @param differences the first of them
 */
public record ReplayReport(
    long reports, long decisions, long different, List<Difference> differences) {}
