package dev.tuner.search.searcher;

import dev.tuner.search.evolution.Evolution;
import dev.tuner.search.space.Dimension;
import dev.tuner.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Covariance matrix adaptation with any scheduler. The state is no state: it is replayed from the
 * results of the largest budget that has a whole generation of them, so many trials at a time in
 * the order of their numbers; a trial that was drawn from an older distribution, or by a person,
 * counts like any other.
 *
 * <p>Numbers that can be counted are rounded, and never drawn from less than a part of their
 * spacing. Categories without an order are drawn as often as the best half of the last generation
 * had them, each with some chance that stays. Parameters that a config does not have say nothing.
 *
 * @see <a href="https://arxiv.org/abs/1604.00772">Hansen, The CMA Evolution Strategy: A
 *     Tutorial</a>
 * @see <a href="https://arxiv.org/abs/2205.13482">Hamano et al., CMA-ES with Margin</a> (why the
 *     deviation of whole numbers needs a lower bound)
 */
record CmaEsSearcher(CmaEsSettings settings) implements LearningSearcher {
  static final String TYPE = "cma_es";
  private static final int TRIES = 20;

  /** Of the distance between two values: their neighbours keep a chance of about 1 in 20. */
  private static final double LEAST_SHARE = 0.3;

  private static final double ANY_CATEGORY = 0.2;
  private static final Halton STARTS = new Halton(0);

  @Override
  public Suggestion suggest(
      int number, SearchSpace space, History history, RandomGenerator random) {
    Coordinates coordinates = new Coordinates(space.dimensions());
    int[] numbers =
        IntStream.range(0, coordinates.count()).filter(j -> !isCategory(coordinates, j)).toArray();
    if (numbers.length == 0) {
      return Fresh.random(space, history, random, "drawn at random: there is no number to adapt");
    }
    int size = (int) settings.size().orElse(Evolution.usualSize(numbers.length));
    Optional<ModelData> data = ModelData.of(history, size);
    Evolution evolution = new Evolution(middle(numbers.length), settings.sigma(), size);
    List<Observation> best = data.map(known -> replay(known, evolution, numbers)).orElse(List.of());
    Stream<double[]> candidates =
        Stream.generate(() -> draw(evolution, coordinates, numbers, best, random)).limit(TRIES);
    return Fresh.first(
        Candidate.unscored(candidates),
        space,
        history,
        random,
        data.map(known -> new Fresh.Model("CMA-ES of " + known.words(), Basis.model(known)))
            .orElseGet(
                () ->
                    new Fresh.Model("CMA-ES, the first generation", Basis.of(Basis.Source.MODEL))));
  }

  private static boolean isCategory(Coordinates coordinates, int j) {
    return coordinates.dimensions().get(j).kind() == Dimension.Kind.CATEGORICAL;
  }

  private static double[] middle(int count) {
    double[] middle = new double[count];
    Arrays.fill(middle, 0.5);
    return middle;
  }

  /** Feeds whole generations; returns the best half of the last one. */
  private List<Observation> replay(ModelData data, Evolution evolution, int[] numbers) {
    List<Observation> ordered = new ArrayList<>(data.best());
    ordered.sort(Comparator.comparingInt(Observation::trial));
    List<Observation> last = List.of();
    int next = 0;
    while (next + evolution.size() <= ordered.size()) {
      List<Observation> generation =
          new ArrayList<>(ordered.subList(next, next + evolution.size()));
      next += evolution.size();
      generation.sort(Comparator.comparingDouble(Observation::loss));
      evolution.learn(generation.stream().map(each -> part(each.point(), numbers)).toList());
      last = generation.subList(0, generation.size() / 2);
      if (evolution.isSettled() && evolution.restarts() < settings.restarts()) {
        int turn = evolution.restarts() + 1;
        evolution.restart(
            IntStream.range(0, numbers.length)
                .mapToDouble(i -> STARTS.coordinate(turn, i))
                .toArray());
      }
    }
    return last;
  }

  private static double[] part(double[] point, int[] indices) {
    return Arrays.stream(indices).mapToDouble(j -> point[j]).toArray();
  }

  private static double[] draw(
      Evolution evolution,
      Coordinates coordinates,
      int[] numbers,
      List<Observation> best,
      RandomGenerator random) {
    double[] least =
        Arrays.stream(numbers)
            .mapToDouble(j -> LEAST_SHARE / coordinates.dimensions().get(j).levels())
            .toArray();
    double[] drawn = evolution.draw(least, random);
    double[] point = new double[coordinates.count()];
    for (int j = 0; j < point.length; j++) {
      point[j] = isCategory(coordinates, j) ? category(j, best, random) : 0;
    }
    for (int i = 0; i < numbers.length; i++) {
      point[numbers[i]] = drawn[i];
    }
    return point;
  }

  private static double category(int j, List<Observation> best, RandomGenerator random) {
    if (!best.isEmpty() && random.nextDouble() >= ANY_CATEGORY) {
      double value = best.get((int) random.nextLong(best.size())).point()[j];
      if (!Double.isNaN(value)) {
        return value;
      }
    }
    return random.nextDouble();
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Map<String, Object> parameters() {
    return settings.toJson();
  }
}
