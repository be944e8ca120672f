package dev.tuner.search.searcher;

import java.util.Map;

/**
 * A config for a new trial.
 *
 * @param origin how it was chosen, in words a person can read
 */
public record Suggestion(Map<String, Object> config, String origin) {}
