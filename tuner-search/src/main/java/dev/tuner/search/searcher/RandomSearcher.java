package dev.tuner.search.searcher;

import dev.tuner.search.space.SearchSpace;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Draws every config from the space, whatever was observed. */
record RandomSearcher() implements Searcher {
  static final String TYPE = "random";

  @Override
  public Suggestion suggest(
      int number, SearchSpace space, History history, RandomGenerator random) {
    return new Suggestion(space.sample(random, number), "drawn at random");
  }

  @Override
  public Map<String, Object> toJson() {
    return Map.of("type", TYPE);
  }
}
