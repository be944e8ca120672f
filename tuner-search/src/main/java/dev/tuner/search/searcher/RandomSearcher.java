package dev.tuner.search.searcher;

import dev.tuner.search.definition.Problems;
import dev.tuner.search.space.SearchSpace;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Draws every config from the space, whatever was observed. Parameters under {@code grid_search}
 * take their values in turn, trial by trial.
 */
record RandomSearcher() implements Searcher {
  static final String TYPE = "random";

  @Override
  public Suggestion suggest(
      int number, SearchSpace space, History history, RandomGenerator random) {
    return new Suggestion(
        space.sample(random, number), "drawn at random", Basis.of(Basis.Source.RANDOM));
  }

  @Override
  public boolean learns() {
    return false;
  }

  @Override
  public void check(SearchSpace space, String pointer, Problems problems) {
    // every space will do
  }

  @Override
  public Map<String, Object> toJson() {
    return Map.of("type", TYPE);
  }
}
