package dev.tuner.search.searcher;

import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Range;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The parameters of the search with a Gaussian process.
 *
 * @param startup how many results one budget needs before there is a model; by default two more
 *     than twice as many as there are parameters
 * @param candidates how many points are scored before the best of them are refined
 * @param randomFraction the share of suggestions drawn at random even when there is a model
 */
record GpSettings(OptionalLong startup, int candidates, double randomFraction) {

  static GpSettings read(Fields fields) {
    return new GpSettings(
        fields.optionalInteger("n_startup_trials", 2, 100_000),
        (int) fields.integer("n_candidates", 1, 10_000, 500),
        fields.number("random_fraction", Range.closed(0, 1), 0));
  }

  /** How many results a model over so many parameters needs. */
  int enough(int parameters) {
    return (int) startup.orElse(2L * (parameters + 1));
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    startup.ifPresent(trials -> json.put("n_startup_trials", trials));
    json.put("n_candidates", (long) candidates);
    json.put("random_fraction", randomFraction);
    return json;
  }
}
