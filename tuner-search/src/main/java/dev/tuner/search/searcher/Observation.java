package dev.tuner.search.searcher;

import java.util.Map;

/**
 * What is known about one trial.
 *
 * @param trial its number in the study
 * @param loss smaller is better; positive infinity for a failed one
 */
public record Observation(int trial, Map<String, Object> config, double loss) {}
