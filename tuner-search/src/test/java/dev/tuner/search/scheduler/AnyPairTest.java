package dev.tuner.search.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.Mode;
import dev.tuner.search.Purpose;
import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.searcher.HistoryLedger;
import dev.tuner.search.searcher.Searcher;
import dev.tuner.search.searcher.Searchers;
import dev.tuner.search.space.SearchSpace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That every searcher works with every scheduler: the table of docs/search.md. */
class AnyPairTest {
  private static final int TRIALS = 14;
  private static final SearchSpace SPACE =
      SearchSpace.read(
          Map.of("x", Map.of("uniform", List.of(0, 1)), "c", Map.of("choice", List.of("a", "b"))),
          "",
          new Problems());

  private final Map<Integer, Map<String, Object>> configs = new HashMap<>();

  private static Searcher searcher(String type) {
    var problems = new Problems();
    var searcher = Searchers.read(Map.of("type", type), "/search", problems);
    problems.throwIfAny();
    return searcher;
  }

  @ParameterizedTest
  @MethodSource("dev.tuner.search.scheduler.TrialSchedulerLawsTest#plans")
  void everySearcherRunsToTheEnd(TrialSchedulerLawsTest.Plan plan) {
    for (String type : Searchers.types()) {
      configs.clear();
      var study = new SimulatedStudy(plan.read(Mode.MIN), TRIALS);
      study.run(3, 1, 1, (trial, step) -> loss(trial, step, study, searcher(type)));

      assertThat(study.last).as("%s with %s", type, plan).hasSize(TRIALS);
      assertThat(configs.values()).hasSize(TRIALS).allMatch(SPACE::contains);
    }
  }

  private double loss(int trial, long step, SimulatedStudy study, Searcher searcher) {
    if (!configs.containsKey(trial)) {
      var random = TrialRandom.of(2, trial, Purpose.CONFIG);
      configs.put(trial, searcher.suggest(trial, SPACE, history(study), random).config());
    }
    return Math.abs((Double) configs.get(trial).get("x") - 0.3) + 1.0 / step;
  }

  private HistoryLedger history(SimulatedStudy study) {
    var history = new HistoryLedger(SPACE);
    for (var key : study.rungs.keys()) {
      study
          .rungs
          .rung(key.bracket(), key.level())
          .entries()
          .forEach(entry -> history.add(entry, configs.get(entry.trial())));
    }
    return history;
  }
}
