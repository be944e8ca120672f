package dev.tuner.search.searcher;

import dev.tuner.search.definition.Problems;
import dev.tuner.search.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.Map;

/** A searcher that learns from the history and chooses every value itself, so it runs no grid. */
interface LearningSearcher extends Searcher {

  /** The word that a study names it by. */
  String type();

  /** Every parameter with its value, defaults included. */
  Map<String, Object> parameters();

  @Override
  default boolean learns() {
    return true;
  }

  @Override
  default void check(SearchSpace space, String pointer, Problems problems) {
    Fresh.refuseGrid(type(), space, pointer, problems);
  }

  @Override
  default Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", type());
    json.putAll(parameters());
    return json;
  }
}
