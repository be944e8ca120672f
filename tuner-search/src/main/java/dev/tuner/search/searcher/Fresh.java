package dev.tuner.search.searcher;

import dev.tuner.search.definition.Problems;
import dev.tuner.search.expression.ExpressionException;
import dev.tuner.search.space.SearchSpace;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Prefers configs that were not tried yet. A point for which an expression has no value is passed
 * over like a config that was tried: a space that is used up would else lead back to it for ever.
 */
final class Fresh {
  private static final int TRIES = 50;

  /** Where every draw fails there is no need to wait for more. */
  private static final int FAILED_DRAWS = 10;

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
      Optional<Map<String, Object>> config = decode(candidate.point(), space, random);
      if (config.isEmpty()) {
        continue;
      }
      if (!history.isTried(config.get())) {
        return new Suggestion(config.get(), model.words(), model.basis().with(candidate.score()));
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

  /** Nothing if the point's config has no value or does not meet the constraints. */
  private static Optional<Map<String, Object>> decode(
      double[] point, SearchSpace space, RandomGenerator random) {
    try {
      return Optional.of(space.decode(point, random)).filter(space::meetsConstraints);
    } catch (ExpressionException e) {
      return Optional.empty();
    }
  }

  /**
   * A random config that was not tried; any, if {@value #TRIES} draws find none.
   *
   * @throws ExpressionException if no draw had a value
   */
  static Suggestion random(
      SearchSpace space, History history, RandomGenerator random, String origin) {
    Map<String, Object> tried = null;
    int failed = 0;
    for (int i = 0; i < TRIES; i++) {
      try {
        Map<String, Object> config = space.sample(random);
        if (!history.isTried(config)) {
          return new Suggestion(config, origin, Basis.of(Basis.Source.RANDOM));
        }
        tried = config;
      } catch (ExpressionException e) {
        if (++failed == FAILED_DRAWS && tried == null) {
          throw e;
        }
      }
    }
    return new Suggestion(
        tried,
        "drawn at random; tried before, as the space seems exhausted",
        Basis.of(Basis.Source.RANDOM));
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
