package dev.tuner.search.searcher;

import java.util.Map;

/**
 * A config for a new trial.
 *
 * @param origin how it was chosen, in words a person can read
 * @param basis how it was chosen, for programs
 */
public record Suggestion(Map<String, Object> config, String origin, Basis basis) {

  /** What chose it. */
  public Basis.Source source() {
    return basis.source();
  }
}
