package dev.tuner.wire;

import java.util.Map;

/**
 * A part of the way on which a trial's weights were trained: a schedule of configs, as {@code
 * pbt_replay} takes it.
 *
 * @param step the step of the weights it began with; 0 for new ones
 * @param config what was trained with from there on
 * @param trial the number of the trial that trained it
 * @param seed of that training
 */
public record PolicyStep(long step, Map<String, Object> config, int trial, long seed) {}
