package dev.tuner.search.searcher;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    if (history.finished().size() >= enough) {
      return Optional.of(of(OptionalLong.empty(), history.finished(), history));
    }
    List<Observation> same = new ArrayList<>();
    long level = -1;
    for (History.Observed rung : history.rungs()) {
      if (rung.level() != level) {
        if (same.size() >= enough) {
          break;
        }
        same.clear();
        level = rung.level();
      }
      same.addAll(rung.observations());
    }
    return same.size() >= enough
        ? Optional.of(of(OptionalLong.of(level), same, history))
        : Optional.empty();
  }

  private static ModelData of(OptionalLong level, List<Observation> observations, History history) {
    List<Observation> best = Best.first(observations);
    Set<Integer> seen = new HashSet<>();
    best.forEach(each -> seen.add(each.trial()));
    return new ModelData(level, best, unseen(history, seen));
  }

  /**
   * All trials by Optuna's rule: those that ended by themselves, then the others by how far they
   * got, and only then by their loss there.
   */
  static Optional<ModelData> furthestFirst(History history, int enough) {
    List<Observation> best = Best.first(history.finished());
    Set<Integer> seen = new HashSet<>();
    best.forEach(each -> seen.add(each.trial()));
    List<Observation> same = new ArrayList<>();
    long level = -1;
    for (History.Observed rung : history.rungs()) {
      if (rung.level() != level) {
        append(same, best);
        level = rung.level();
      }
      rung.observations().stream().filter(each -> seen.add(each.trial())).forEach(same::add);
    }
    append(same, best);
    return best.size() >= enough
        ? Optional.of(new ModelData(OptionalLong.empty(), best, unseen(history, seen)))
        : Optional.empty();
  }

  /** Moves the observations of one level behind those of the levels above. */
  private static void append(List<Observation> same, List<Observation> best) {
    best.addAll(Best.first(same));
    same.clear();
  }

  private static List<Observation> unseen(History history, Set<Integer> seen) {
    Map<Integer, Observation> unknown = new LinkedHashMap<>();
    history.running().stream()
        .filter(each -> !seen.contains(each.trial()))
        .forEach(each -> unknown.put(each.trial(), each));
    if (!unknown.isEmpty()) {
      history.rungs().forEach(rung -> rung.observations().forEach(o -> unknown.remove(o.trial())));
    }
    return List.copyOf(unknown.values());
  }

  /** Where the data comes from, in words. */
  String words() {
    return level.isPresent()
        ? "%d trials at step %d".formatted(best.size(), level.getAsLong())
        : best.size() + " trials";
  }
}
