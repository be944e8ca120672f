package dev.tuner.search.searcher;

import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Range;
import dev.tuner.search.pareto.Pareto;
import dev.tuner.search.space.Dimension;
import dev.tuner.search.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * NSGA-II, asynchronously: each suggestion is a child of the best trials so far, ranked by
 * non-dominated front and then by how little they are crowded. Works with one metric, too.
 *
 * <p>A child is made in the unit cube: parents win binary tournaments, numbers are crossed by
 * simulated binary crossover and mutated polynomially, categories swapped and drawn anew. A
 * parameter that only one parent has comes from that one.
 *
 * @param populationSize how many trials may be parents; the first ones are drawn at random
 * @param crossover how likely a child has two parents
 * @param mutation how likely each parameter is mutated; 0: one parameter a child on average
 * @see <a href="https://doi.org/10.1109/4235.996017">Deb et al., A Fast and Elitist Multiobjective
 *     Genetic Algorithm: NSGA-II</a>
 */
record Nsga2Searcher(int populationSize, double crossover, double mutation)
    implements LearningSearcher {
  static final String TYPE = "nsga2";

  /** The distribution indices of the paper's experiments. */
  private static final double SPREAD = 20;

  private static final int ROUNDS = 20;

  static Nsga2Searcher read(Fields fields) {
    return new Nsga2Searcher(
        (int) fields.integer("population_size", 2, 10_000, 50),
        fields.number("crossover_probability", Range.closed(0, 1), 0.9),
        fields.number("mutation_probability", Range.closed(0, 1), 0));
  }

  @Override
  public Suggestion suggest(
      int number, SearchSpace space, History history, RandomGenerator random) {
    Optional<ModelData> data = ModelData.of(history, populationSize);
    if (data.isEmpty()) {
      return Fresh.random(
          space,
          history,
          random,
          "drawn at random: no step has %d results yet".formatted(populationSize));
    }
    List<Observation> known = data.get().best();
    List<Observation> parents =
        Pareto.order(known.stream().map(Observation::losses).toList()).stream()
            .limit(populationSize)
            .map(known::get)
            .toList();
    Stream<double[]> children =
        Stream.generate(() -> child(parents, space.dimensions(), random)).limit(ROUNDS);
    return Fresh.first(
        Candidate.unscored(children),
        space,
        history,
        random,
        new Fresh.Model(
            "NSGA-II child of the best %d of %s".formatted(parents.size(), data.get().words()),
            Basis.model(data.get(), parents.size())));
  }

  private double[] child(
      List<Observation> parents, List<Dimension> dimensions, RandomGenerator random) {
    double[] one = winner(parents, random);
    double[] other = random.nextDouble() < crossover ? winner(parents, random) : one;
    double rate = mutation == 0 ? 1.0 / Math.max(1, dimensions.size()) : mutation;
    double[] child = new double[one.length];
    for (int j = 0; j < child.length; j++) {
      boolean category = dimensions.get(j).kind() == Dimension.Kind.CATEGORICAL;
      child[j] = category ? pick(one[j], other[j], random) : cross(one[j], other[j], random);
      if (random.nextDouble() < rate) {
        // NaN is drawn anew, and only if the config has the parameter
        child[j] = category ? Double.NaN : mutate(child[j], random);
      }
    }
    return child;
  }

  /** The parents are sorted: the one in front wins. */
  private static double[] winner(List<Observation> parents, RandomGenerator random) {
    int first = (int) random.nextLong(parents.size());
    int second = (int) random.nextLong(parents.size());
    return parents.get(Math.min(first, second)).point();
  }

  private static double pick(double one, double other, RandomGenerator random) {
    boolean takeOne = random.nextDouble() < 0.5;
    if (Double.isNaN(one) || Double.isNaN(other)) {
      return Double.isNaN(one) ? other : one;
    }
    return takeOne ? one : other;
  }

  /** Simulated binary crossover. */
  private static double cross(double one, double other, RandomGenerator random) {
    double u = random.nextDouble();
    boolean lower = random.nextDouble() < 0.5;
    if (Double.isNaN(one) || Double.isNaN(other)) {
      return Double.isNaN(one) ? other : one;
    }
    double beta =
        u <= 0.5
            ? Math.pow(2 * u, 1 / (SPREAD + 1))
            : Math.pow(1 / (2 * (1 - u)), 1 / (SPREAD + 1));
    double middle = (one + other) / 2;
    double reach = beta * (other - one) / 2;
    return clamp(lower ? middle - reach : middle + reach);
  }

  /** Polynomial mutation. */
  private static double mutate(double value, RandomGenerator random) {
    double u = random.nextDouble();
    double step =
        u < 0.5
            ? Math.pow(2 * u, 1 / (SPREAD + 1)) - 1
            : 1 - Math.pow(2 * (1 - u), 1 / (SPREAD + 1));
    return Double.isNaN(value) ? value : clamp(value + step);
  }

  private static double clamp(double value) {
    return Math.max(0, Math.min(Math.nextDown(1.0), value));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Map<String, Object> parameters() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("population_size", (long) populationSize);
    json.put("crossover_probability", crossover);
    json.put("mutation_probability", mutation);
    return json;
  }
}
