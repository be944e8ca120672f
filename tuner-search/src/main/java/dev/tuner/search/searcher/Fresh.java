package dev.tuner.search.searcher;

import dev.tuner.search.definition.Problems;
import dev.tuner.search.space.SearchSpace;
import java.util.Iterator;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Prefers configs that were not tried yet. */
final class Fresh {
  private static final int TRIES = 50;

  /** What candidates come from, in words and in numbers. */
  record Model(String words, Basis basis) {}

  private Fresh() {}

  /**
   * The first of a model's candidates that meets the constraints and was not tried; a random one if
   * there is none among the first {@value #TRIES}.
   *
   * @param candidates made one by one, as far as they are needed
   * @param model what they come from
   */
  static Suggestion first(
      Stream<Candidate> candidates,
      SearchSpace space,
      History history,
      RandomGenerator random,
      Model model) {
    int tried = 0;
    Iterator<Candidate> few = candidates.limit(TRIES).iterator();
    while (few.hasNext()) {
      Candidate candidate = few.next();
      Map<String, Object> config = space.decode(candidate.point(), random);
      if (!space.meetsConstraints(config)) {
        continue;
      }
      if (!history.isTried(config)) {
        return new Suggestion(config, model.words(), model.basis().with(candidate.score()));
      }
      tried++;
    }
    return random(
        space,
        history,
        random,
        "drawn at random: %d suggestions of the %s were tried before"
            .formatted(tried, model.words()));
  }

  /** A random config that was not tried; any, if {@value #TRIES} draws find none. */
  static Suggestion random(
      SearchSpace space, History history, RandomGenerator random, String origin) {
    Map<String, Object> config = space.sample(random);
    for (int i = 1; i < TRIES && history.isTried(config); i++) {
      config = space.sample(random);
    }
    String words =
        history.isTried(config)
            ? "drawn at random; tried before, as the space seems exhausted"
            : origin;
    return new Suggestion(config, words, Basis.of(Basis.Source.RANDOM));
  }

  static void refuseGrid(String type, SearchSpace space, String pointer, Problems problems) {
    if (space.gridSize() > 1) {
      problems.add(
          pointer,
          "%s chooses every value itself and cannot run a grid: write choice instead of grid_search, or search with random"
              .formatted(type));
    }
  }
}
