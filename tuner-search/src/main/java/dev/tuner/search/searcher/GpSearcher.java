package dev.tuner.search.searcher;

import dev.tuner.search.space.SearchSpace;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Bayesian optimisation with any scheduler: a Gaussian process of the results at the largest budget
 * that has enough of them, and the config with the largest expected improvement. Running trials
 * count as if they had brought what is expected of them, so that parallel workers spread out.
 *
 * @see <a href="https://arxiv.org/abs/1206.2944">Snoek et al., Practical Bayesian Optimization of
 *     Machine Learning Algorithms</a>
 * @see <a href="https://arxiv.org/abs/2003.10865">Klein et al., Model-based Asynchronous
 *     Hyperparameter and Neural Architecture Search</a>
 */
record GpSearcher(GpSettings settings) implements LearningSearcher {
  static final String TYPE = "gp";

  @Override
  public Suggestion suggest(
      int number, SearchSpace space, History history, RandomGenerator random) {
    int enough = settings.enough(space.dimensions().size());
    Optional<ModelData> data = ModelData.of(history, enough);
    if (data.isEmpty()) {
      return Fresh.random(
          space, history, random, "drawn at random: no rung has %d results yet".formatted(enough));
    }
    if (space.dimensions().isEmpty() || random.nextDouble() < settings.randomFraction()) {
      return Fresh.random(space, history, random, "drawn at random, to keep exploring");
    }
    GpModel model = GpModel.fit(data.get(), space, random);
    return Fresh.first(
        model.candidates(settings.candidates()),
        space,
        history,
        random,
        new Fresh.Model("Gaussian process of " + data.get().words(), Basis.model(data.get())));
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
