package dev.tuner.search.scheduler;

import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Json;
import dev.tuner.search.definition.Names;
import dev.tuner.search.definition.Range;
import dev.tuner.search.space.Dimension;
import dev.tuner.search.space.Exploration;
import dev.tuner.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The parameters of {@link Pbt}.
 *
 * @param interval steps between two comparisons
 * @param burnIn no comparison before this step
 * @param quantile the share of the population that takes over, and that is taken over from
 * @param synch whether all wait for each other
 */
record PbtSettings(
    long maxT,
    long interval,
    long burnIn,
    double quantile,
    Exploration exploration,
    List<String> mutations,
    boolean synch) {
  /** Keeps every list of milestones short enough to look at. */
  private static final long MOST_MILESTONES = 1000;

  private static final int INTERVALS = 10;
  private static final int MOST_FACTORS = 10;
  private static final double SMALLEST_FACTOR = 0.01;
  private static final double LARGEST_FACTOR = 100;

  static PbtSettings read(Fields fields, SearchSpace space) {
    long maxT = fields.integer("max_t", 1, Ladder.LONGEST);
    long interval =
        fields
            .optionalInteger("perturbation_interval", 1, Ladder.LONGEST)
            .orElse(Math.max(1, maxT / INTERVALS));
    long burnIn = fields.integer("burn_in_period", 0, Ladder.LONGEST, 0);
    if (maxT / interval > MOST_MILESTONES) {
      fields.problem(
          "perturbation_interval",
          "is %d, which makes %d milestones up to max_t = %d; at most %d: make it at least %d"
              .formatted(
                  interval, maxT / interval, maxT, MOST_MILESTONES, maxT / MOST_MILESTONES + 1));
    }
    List<String> mutations = mutations(fields, space);
    double quantile = fields.number("quantile_fraction", Range.openClosed(0, 0.5), 0.25);
    double resample = fields.number("resample_probability", Range.closed(0, 1), 0.25);
    List<Double> factors = factors(fields);
    return new PbtSettings(
        maxT,
        interval,
        burnIn,
        quantile,
        new Exploration(Set.copyOf(mutations), resample, factors),
        mutations,
        fields.bool("synch", true));
  }

  private static List<String> mutations(Fields fields, SearchSpace space) {
    Set<String> known = new TreeSet<>();
    space.dimensions().stream().map(Dimension::name).forEach(known::add);
    int before = fields.problems().size();
    Set<String> named = new LinkedHashSet<>();
    for (Object each : fields.list("hyperparam_mutations")) {
      if (each instanceof String name && known.contains(name)) {
        named.add(name);
      } else {
        String hint = each instanceof String name ? Names.hint(name, known) : "";
        fields.problem(
            "hyperparam_mutations",
            "holds %s, which is no parameter that is drawn%s; those are %s"
                .formatted(Json.show(each), hint, Names.list(known)));
      }
    }
    if (named.isEmpty() && fields.problems().size() == before) {
      fields.problem(
          "hyperparam_mutations",
          "names no parameter: name those that may change while a model trains, such as [\"lr\"], and none that shapes its weights");
    }
    return List.copyOf(named);
  }

  private static List<Double> factors(Fields fields) {
    List<Object> given = fields.optionalList("perturbation_factors").orElse(List.of(1.2, 0.8));
    List<Double> factors = new ArrayList<>();
    for (Object each : given) {
      double factor = each instanceof Number number ? number.doubleValue() : Double.NaN;
      if (factor >= SMALLEST_FACTOR && factor <= LARGEST_FACTOR && factor != 1) {
        factors.add(factor);
      } else {
        fields.problem(
            "perturbation_factors",
            "holds %s; each must be a number from %s to %s other than 1"
                .formatted(Json.show(each), SMALLEST_FACTOR, LARGEST_FACTOR));
      }
    }
    if (given.isEmpty() || given.size() > MOST_FACTORS) {
      fields.problem(
          "perturbation_factors",
          "has %d factors: give from 1 to %d".formatted(given.size(), MOST_FACTORS));
    }
    return factors.isEmpty() ? List.of(1.2, 0.8) : factors;
  }

  /** The milestones: every so many steps, from the burn-in on, and the last step. */
  Ladder ladder() {
    List<Long> levels = new ArrayList<>();
    for (long level = interval; level < maxT; level += interval) {
      if (level >= burnIn) {
        levels.add(level);
      }
    }
    levels.add(maxT);
    return new Ladder(levels);
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("max_t", maxT);
    json.put("hyperparam_mutations", mutations);
    json.put("perturbation_interval", interval);
    json.put("burn_in_period", burnIn);
    json.put("quantile_fraction", quantile);
    json.put("resample_probability", exploration.resampleProbability());
    json.put("perturbation_factors", exploration.factors());
    json.put("synch", synch);
    return json;
  }
}
