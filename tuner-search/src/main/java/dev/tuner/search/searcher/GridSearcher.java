package dev.tuner.search.searcher;

import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.space.SearchSpace;
import java.util.Map;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * Runs through the full grid over the space, trial by trial, and begins again at its end. Points
 * that do not meet the constraints are left out.
 *
 * @param resolution how many values a number has in the grid at most; one with fewer has all, and
 *     so has every choice
 */
record GridSearcher(int resolution) implements Searcher {
  static final String TYPE = "grid";
  private static final long MOST_SCANNED = 1_000_000;

  static Searcher read(Fields fields) {
    return new GridSearcher((int) fields.integer("resolution", 1, 10_000, 5));
  }

  @Override
  public Suggestion suggest(
      int number, SearchSpace space, History history, RandomGenerator random) {
    long size = space.fullGridSize(resolution);
    OptionalLong index =
        space.isConstrained()
            ? feasible(number, space, Math.min(size, MOST_SCANNED))
            : OptionalLong.of(number % size);
    if (index.isEmpty()) {
      return Fresh.random(
          space, history, random, "drawn at random: no point of the grid meets the constraints");
    }
    Map<String, Object> config =
        space.decode(space.fullGridPoint(index.getAsLong(), resolution), random);
    return new Suggestion(
        config,
        "point %d of the grid's %d".formatted(index.getAsLong() + 1, size),
        Basis.of(Basis.Source.SEQUENCE));
  }

  /** The index of the point that is this trial's turn among those that meet the constraints. */
  private OptionalLong feasible(int number, SearchSpace space, long size) {
    long turn = number;
    while (true) {
      long met = 0;
      for (long index = 0; index < size; index++) {
        double[] point = space.fullGridPoint(index, resolution);
        if (space.meetsConstraints(space.decode(point, TrialRandom.of(0))) && met++ == turn) {
          return OptionalLong.of(index);
        }
      }
      if (met == 0) {
        return OptionalLong.empty();
      }
      turn %= met;
    }
  }

  @Override
  public boolean learns() {
    return false;
  }

  @Override
  public void check(SearchSpace space, String pointer, Problems problems) {
    // every space will do: a grid_search parameter is a part of the grid
  }

  @Override
  public Map<String, Object> toJson() {
    return Map.of("type", TYPE, "resolution", (long) resolution);
  }
}
