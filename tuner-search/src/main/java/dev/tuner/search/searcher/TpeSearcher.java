package dev.tuner.search.searcher;

import dev.tuner.search.space.SearchSpace;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The tree-structured Parzen estimator with one joint model for all parameters that occur together
 * (multivariate, and group-wise where an option of a choice has parameters of its own). Running
 * trials count as bad. With several metrics the good ones are those of the first fronts and, of the
 * front that does not fit whole, those that add most to the hypervolume (MOTPE).
 *
 * @see <a href="https://arxiv.org/abs/2304.11127">Watanabe, Tree-Structured Parzen Estimator:
 *     Understanding Its Algorithm Components and Their Roles for Better Empirical Performance</a>
 */
record TpeSearcher(TpeSettings settings) implements LearningSearcher {
  static final String TYPE = "tpe";

  /** What others call it where the study has several metrics: the same. */
  static final String MOTPE = "motpe";

  /** How many suggestions are made before giving up on one that was not tried. */
  private static final int ROUNDS = 5;

  @Override
  public Suggestion suggest(
      int number, SearchSpace space, History history, RandomGenerator random) {
    Optional<ModelData> data = data(space, history);
    if (data.isEmpty()) {
      return Fresh.random(space, history, random, "drawn at random: too few results yet");
    }
    if (random.nextDouble() < settings.randomFraction()) {
      return Fresh.random(space, history, random, "drawn at random, to keep exploring");
    }
    TpeModel model = TpeModel.fit(data.get(), space, settings);
    Stream<Candidate> candidates =
        Stream.generate(() -> model.suggest(space, settings.candidates(), random)).limit(ROUNDS);
    return Fresh.first(
        candidates,
        space,
        history,
        random,
        new Fresh.Model("TPE model of " + data.get().words(), Basis.model(data.get())));
  }

  private Optional<ModelData> data(SearchSpace space, History history) {
    return settings.data().equals(TpeSettings.FURTHEST_FIRST)
        ? ModelData.furthestFirst(history, settings.startup())
        : ModelData.of(history, 2 * (space.dimensions().size() + 1));
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
