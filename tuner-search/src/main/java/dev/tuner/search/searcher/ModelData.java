package dev.tuner.search.searcher;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The observations that a model is built from: those of the largest budget that has enough of them.
 * Trials that ended by themselves come first, then the rungs from the highest level down, brackets
 * of the same level together.
 *
 * @param level the rung's step; empty for trials that ended by themselves
 * @param best best first, see {@link Best}
 * @param running trials that run now and of which nothing is known yet: a trial that runs because
 *     it was promoted is among the good ones of its rung, and does not count as bad
 */
record ModelData(OptionalLong level, List<Observation> best, List<Observation> running) {

  /** The data of the largest budget with at least {@code enough} observations. */
  static Optional<ModelData> of(History history, int enough) {
    if (history.finished().arrived().size() >= enough) {
      return Optional.of(of(OptionalLong.empty(), history.finished().best(), history));
    }
    List<History.Observed> same = new ArrayList<>();
    for (History.Observed rung : history.rungs()) {
      if (!same.isEmpty() && rung.level() != same.get(0).level()) {
        if (size(same) >= enough) {
          break;
        }
        same.clear();
      }
      same.add(rung);
    }
    return !same.isEmpty() && size(same) >= enough
        ? Optional.of(of(OptionalLong.of(same.get(0).level()), best(same), history))
        : Optional.empty();
  }

  private static int size(List<History.Observed> rungs) {
    return rungs.stream().mapToInt(rung -> rung.results().arrived().size()).sum();
  }

  private static List<Observation> best(List<History.Observed> rungs) {
    return rungs.size() == 1
        ? rungs.get(0).results().best()
        : Best.first(rungs.stream().flatMap(rung -> rung.results().best().stream()).toList());
  }

  private static ModelData of(OptionalLong level, List<Observation> best, History history) {
    return new ModelData(level, best, List.copyOf(history.unheard()));
  }

  /**
   * All trials by Optuna's rule: those that ended by themselves, then the others by how far they
   * got, and only then by their loss there.
   */
  static Optional<ModelData> furthestFirst(History history, int enough) {
    List<Observation> best = new ArrayList<>(history.finished().best());
    Set<Integer> seen = new HashSet<>();
    best.forEach(each -> seen.add(each.trial()));
    List<Observation> same = new ArrayList<>();
    long level = -1;
    for (History.Observed rung : history.rungs()) {
      if (rung.level() != level) {
        append(same, best);
        level = rung.level();
      }
      rung.results().arrived().stream().filter(each -> seen.add(each.trial())).forEach(same::add);
    }
    append(same, best);
    return best.size() >= enough
        ? Optional.of(of(OptionalLong.empty(), best, history))
        : Optional.empty();
  }

  /** Moves the observations of one level behind those of the levels above. */
  private static void append(List<Observation> same, List<Observation> best) {
    best.addAll(Best.first(same));
    same.clear();
  }

  /** Where the data comes from, in words. */
  String words() {
    return level.isPresent()
        ? "%d trials at step %d".formatted(best.size(), level.getAsLong())
        : best.size() + " trials";
  }
}
