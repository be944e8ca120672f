package dev.tuner.wire;

import java.util.List;

/**
 * The learning curve of one trial: the study's metric by step.
 *
 * @param steps ascending
 * @param values as many as steps; may hold NaN
 */
public record CurveView(
    String trialId, int number, String state, List<Long> steps, List<Double> values) {}
