package dev.tuner.search.searcher;

import dev.tuner.search.space.SearchSpace;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * BOHB's model with any scheduler: configs that are likely among the good ones and unlikely among
 * the bad ones, at the largest budget that has enough observations.
 *
 * <p>Running trials count as bad, so that parallel workers spread out. A config that was tried
 * before is passed over for the next best candidate, then for a random one.
 *
 * @see <a href="https://arxiv.org/abs/1807.01774">Falkner et al., BOHB: Robust and Efficient
 *     Hyperparameter Optimization at Scale</a>
 */
record BohbSearcher(BohbSettings settings) implements LearningSearcher {
  static final String TYPE = "bohb";

  @Override
  public Suggestion suggest(
      int number, SearchSpace space, History history, RandomGenerator random) {
    Coordinates coordinates = new Coordinates(space.dimensions());
    int enough = 2 * settings.minPoints(coordinates.count());
    Optional<ModelData> data = ModelData.of(history, enough);
    if (data.isEmpty()) {
      return Fresh.random(
          space, history, random, "drawn at random: no rung has %d results yet".formatted(enough));
    }
    if (random.nextDouble() < settings.randomFraction()) {
      return Fresh.random(space, history, random, "drawn at random, to keep exploring");
    }
    BohbModel model =
        BohbModel.fit(
            rows(data.get().best(), coordinates),
            rows(data.get().running(), coordinates),
            coordinates.levels(),
            settings,
            random);
    Stream<Candidate> candidates =
        model.candidates(settings, random).stream()
            .map(each -> new Candidate(coordinates.point(each.point()), each.score()));
    return Fresh.first(
        candidates,
        space,
        history,
        random,
        new Fresh.Model("BOHB model of " + data.get().words(), Basis.model(data.get())));
  }

  private static List<double[]> rows(List<Observation> observations, Coordinates coordinates) {
    // a view, because the model looks at few of many
    return new AbstractList<>() {
      @Override
      public double[] get(int index) {
        return coordinates.row(observations.get(index).point());
      }

      @Override
      public int size() {
        return observations.size();
      }
    };
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
