package dev.tuner.wire;

import java.util.List;
import java.util.Map;

/**
 * What {@code POST /studies:validate} answers: nothing is stored.
 *
 * @param definition the study with every default filled in
 * @param configs the first five configs that the study would try
 * @param milestones the steps at which trials are compared
 * @param maxStep the step at which a trial is complete; absent when trials end by themselves
 */
public record StudyPreview(
    Map<String, Object> definition,
    List<Map<String, Object>> configs,
    List<Long> milestones,
    Long maxStep) {}
