package dev.tuner.search.searcher;

import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Range;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of TPE.
 *
 * @param data {@code largest_rung} (BOHB's rule: the largest budget with enough results) or {@code
 *     furthest_first} (Optuna's: all trials, those that got further before those that are better)
 * @param gamma the share of the observations that counts as good
 * @param maxGood how many count as good at most
 * @param randomFraction the share of suggestions drawn at random even when there is a model
 * @param candidates how many candidates are scored for one suggestion
 * @param startup with {@code furthest_first}: how many results a model needs
 * @param priorWeight how much the prior weighs against one observation
 */
record TpeSettings(
    String data,
    double gamma,
    int maxGood,
    double randomFraction,
    int candidates,
    int startup,
    double priorWeight) {
  static final String LARGEST_RUNG = "largest_rung";
  static final String FURTHEST_FIRST = "furthest_first";
  private static final int UNLIMITED = 1_000_000_000;

  static TpeSettings read(Fields fields) {
    String data = fields.oneOf("data", LARGEST_RUNG, List.of(LARGEST_RUNG, FURTHEST_FIRST));
    boolean optuna = data.equals(FURTHEST_FIRST);
    return new TpeSettings(
        data,
        fields.number("gamma", Range.openClosed(0, 0.5), optuna ? 0.1 : 0.15),
        (int) fields.integer("max_good", 1, UNLIMITED, optuna ? 25 : UNLIMITED),
        fields.number("random_fraction", Range.closed(0, 1), optuna ? 0 : 1.0 / 6),
        (int) fields.integer("n_ei_candidates", 1, 10_000, 24),
        (int) fields.integer("n_startup_trials", 1, 100_000, 10),
        fields.number("prior_weight", Range.openClosed(0, 1000), 1));
  }

  /** How many of n observations count as good. */
  int good(int n) {
    return (int) Math.min(maxGood, Math.ceil(gamma * n));
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("data", data);
    json.put("gamma", gamma);
    json.put("max_good", (long) maxGood);
    json.put("random_fraction", randomFraction);
    json.put("n_ei_candidates", (long) candidates);
    json.put("n_startup_trials", (long) startup);
    json.put("prior_weight", priorWeight);
    return json;
  }
}
