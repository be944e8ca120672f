package dev.tuner.search.searcher;

import java.util.Map;

/**
 * A config for a new trial.
 *
 * @param origin how it was chosen, in words a person can read
 * @param source how it was chosen, for programs
 */
public record Suggestion(Map<String, Object> config, String origin, Source source) {

  /** What chose a config. */
  public enum Source {
    /** The caller listed it among the points to evaluate; what was missing was drawn. */
    GIVEN,
    /** It was drawn from the space, whatever was observed. */
    RANDOM,
    /** It is the trial's turn in a fixed order of points: a grid, a quasi-random sequence. */
    SEQUENCE,
    /** It follows from what was observed. */
    MODEL
  }
}
