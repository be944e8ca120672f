package dev.tuner.wire;

import java.util.Map;

/**
 * Asks to decide a study's log again.
 *
 * @param scheduler another scheduler to compare with; without a {@code type}, fields in place of
 *     those of the study's own, such as {@code {"reduction_factor": 4}}
 * @param slots how many trials run at once in that comparison; default: as many as did on average
 */
public record ReplayRequest(Map<String, Object> scheduler, Integer slots) {}
