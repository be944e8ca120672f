package dev.tuner.search.searcher;

import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Range;
import dev.tuner.search.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Differential evolution over the rungs of Hyperband, or of any other scheduler: a new config is a
 * member of the population, crossed with a mutant of three others ({@code rand1_bin}) in the unit
 * cube.
 *
 * <p>The population is the best of the largest budget that has enough results: those are the best
 * of the budgets below, as they were promoted. Until there is one, which with Hyperband is the
 * first bracket, configs are drawn at random. Unlike the original, a trial keeps its config when it
 * is promoted, so that it goes on from its checkpoint; and a child competes with the whole
 * population instead of its parent alone, so that no result has to be waited for.
 *
 * @see <a href="https://arxiv.org/abs/2105.09821">Awad et al., DEHB: Evolutionary Hyperband for
 *     Scalable, Robust and Efficient Hyperparameter Optimization</a>
 */
record DehbSearcher(double mutationFactor, double crossoverRate, OptionalLong population)
    implements LearningSearcher {
  static final String TYPE = "dehb";

  /** A member and three others. */
  private static final int FEWEST = 4;

  private static final int USUAL = 10;

  /** Reads everything but the type. */
  static DehbSearcher read(Fields fields) {
    return new DehbSearcher(
        fields.number("mutation_factor", Range.openClosed(0, 2), 0.5),
        fields.number("crossover_prob", Range.closed(0, 1), 0.5),
        fields.optionalInteger("population_size", FEWEST, 10_000));
  }

  @Override
  public Suggestion suggest(
      int number, SearchSpace space, History history, RandomGenerator random) {
    int size = (int) population.orElse(Math.max(USUAL, 2L * (space.dimensions().size() + 1)));
    Optional<ModelData> data = ModelData.of(history, size);
    List<double[]> members = data.map(known -> members(known, size)).orElse(List.of());
    if (members.size() < FEWEST) {
      return Fresh.random(
          space, history, random, "drawn at random: no rung has %d results yet".formatted(size));
    }
    double[] target = members.get(number % members.size());
    Stream<double[]> children = Stream.generate(() -> child(target, members, random));
    return Fresh.first(
        Candidate.unscored(children),
        space,
        history,
        random,
        new Fresh.Model(
            "evolved from the best %d trials of their budget".formatted(members.size()),
            Basis.model(data.orElseThrow(), members.size())));
  }

  private static List<double[]> members(ModelData data, int size) {
    return data.best().stream()
        .filter(each -> each.loss() < Double.POSITIVE_INFINITY)
        .limit(size)
        .map(Observation::point)
        .toList();
  }

  private double[] child(double[] target, List<double[]> members, RandomGenerator random) {
    double[][] others = new double[3][];
    int[] chosen = distinct(members.size(), random);
    for (int i = 0; i < others.length; i++) {
      others[i] = members.get(chosen[i]);
    }
    double[] child = target.clone();
    int surely = child.length == 0 ? 0 : random.nextInt(child.length);
    for (int j = 0; j < child.length; j++) {
      boolean crossed = random.nextDouble() < crossoverRate || j == surely;
      double mutant = mutant(others[0][j], others[1][j], others[2][j], random);
      child[j] = crossed ? mutant : target[j];
    }
    return child;
  }

  /** A mutant outside of the cube is drawn anew; so is one of a parameter that only some have. */
  private double mutant(double base, double plus, double minus, RandomGenerator random) {
    double anywhere = random.nextDouble();
    if (Double.isNaN(base)) {
      return base;
    }
    double step = mutationFactor * (plus - minus);
    double mutant = Double.isNaN(step) ? anywhere : base + step;
    return mutant >= 0 && mutant <= 1 ? mutant : anywhere;
  }

  /** Three different numbers below {@code n}. */
  private static int[] distinct(int n, RandomGenerator random) {
    int[] chosen = new int[3];
    for (int i = 0; i < chosen.length; i++) {
      int next;
      do {
        next = random.nextInt(n);
      } while ((i > 0 && next == chosen[0]) || (i > 1 && next == chosen[1]));
      chosen[i] = next;
    }
    return chosen;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Map<String, Object> parameters() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("mutation_factor", mutationFactor);
    json.put("crossover_prob", crossoverRate);
    population.ifPresent(size -> json.put("population_size", size));
    return json;
  }
}
