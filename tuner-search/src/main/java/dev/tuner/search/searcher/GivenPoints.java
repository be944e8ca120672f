package dev.tuner.search.searcher;

import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Pointers;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.expression.ExpressionException;
import dev.tuner.search.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Gives the first trials the configs that the caller wants evaluated first; another searcher
 * suggests all later ones.
 *
 * @param points configs, perhaps partly given; what is missing is drawn
 */
record GivenPoints(List<Map<String, Object>> points, Searcher then) implements Searcher {
  static final String FIELD = "points_to_evaluate";

  @Override
  public Suggestion suggest(
      int number, SearchSpace space, History history, RandomGenerator random) {
    if (number >= points.size()) {
      return then.suggest(number, space, history, random);
    }
    return new Suggestion(
        space.completeWithinConstraints(points.get(number), random),
        "point %d of the %d given".formatted(number + 1, points.size()),
        Basis.of(Basis.Source.GIVEN));
  }

  @Override
  public boolean learns() {
    return then.learns();
  }

  @Override
  public void check(SearchSpace space, String pointer, Problems problems) {
    then.check(space, pointer, problems);
    String list = Pointers.child(pointer, FIELD);
    for (int i = 0; i < points.size(); i++) {
      int before = problems.size();
      String place = Pointers.child(list, i);
      space.checkPartial(points.get(i), place, problems);
      if (problems.size() == before) {
        checkCompletion(points.get(i), space, place, problems);
      }
    }
  }

  private static void checkCompletion(
      Map<String, Object> point, SearchSpace space, String place, Problems problems) {
    try {
      if (!meets(point, space)) {
        problems.add(place, "cannot be completed to a config that meets the constraints");
      }
    } catch (ExpressionException e) {
      problems.add(place, "cannot be completed to a config: " + e.getMessage());
    }
  }

  private static boolean meets(Map<String, Object> point, SearchSpace space) {
    RandomGenerator random = TrialRandom.of(0);
    return space.meetsConstraints(space.completeWithinConstraints(point, random));
  }

  @Override
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>(then.toJson());
    json.put(FIELD, points);
    return json;
  }
}
