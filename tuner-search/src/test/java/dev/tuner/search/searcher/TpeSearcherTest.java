package dev.tuner.search.searcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.Golden;
import dev.tuner.search.Purpose;
import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.scheduler.RungEntry;
import dev.tuner.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class TpeSearcherTest implements SearcherContract {

  static Searcher tpe(Object... changes) {
    var json = new HashMap<String, Object>(Map.of("type", "tpe"));
    for (int i = 0; i < changes.length; i += 2) {
      json.put((String) changes[i], changes[i + 1]);
    }
    var problems = new Problems();
    Searcher searcher = Searchers.read(json, "/search", problems);
    problems.throwIfAny();
    return searcher;
  }

  @Override
  public Searcher searcher() {
    return tpe();
  }

  /** The branch "good" with x near 0.2 is best; "bad" has a parameter of its own. */
  private static HistoryLedger observed(SearchSpace space) {
    var history = new HistoryLedger(space);
    for (int trial = 0; trial < 80; trial++) {
      var config = space.sample(TrialRandom.of(7, trial, Purpose.CONFIG));
      history.add(new RungEntry(0, 1, trial, loss(config), RungEntry.Fate.WAITS), config);
    }
    return history;
  }

  private static double loss(Map<String, Object> config) {
    Map<?, ?> branch = (Map<?, ?>) config.get("branch");
    return branch.get("kind").equals("good")
        ? Math.abs((Double) branch.get("x") - 0.2)
        : 1 + (Double) branch.get("y");
  }

  @Test
  void learnsTheBranchAndTheParameterInIt() {
    var space =
        SearcherContract.space(
            Map.of(
                "branch",
                Map.of(
                    "choice",
                    List.of(
                        Map.of("kind", "good", "x", Map.of("uniform", List.of(0, 1))),
                        Map.of("kind", "bad", "y", Map.of("uniform", List.of(0, 1)))))));
    var history = observed(space);
    double sum = 0;
    for (int i = 0; i < 100; i++) {
      var suggestion =
          tpe("random_fraction", 0)
              .suggest(i, space, history, TrialRandom.of(3, i, Purpose.CONFIG));
      assertThat(suggestion.origin()).isEqualTo("TPE model of 80 trials at step 1");
      BohbSearcherTest.assertRestsOn(suggestion, 80, 1, Basis.Measure.DENSITY_RATIO);
      sum += loss(suggestion.config());
    }
    assertThat(sum / 100).isLessThan(0.2);
  }

  @Test
  void optunasRuleOrdersTrialsAsOptunaDoes() {
    var golden = Golden.read("tpe_optuna.json").get("split");
    var space = SearcherContract.space(Map.of("x", Map.of("uniform", List.of(0, 1))));
    var history = new HistoryLedger(space);
    for (JsonNode trial : golden.get("trials")) {
      add(history, trial);
    }
    var data = ModelData.furthestFirst(history, 1).orElseThrow();
    for (JsonNode split : golden.get("splits")) {
      List<Integer> below =
          data.best().subList(0, split.get("n_below").asInt()).stream()
              .map(Observation::trial)
              .sorted()
              .toList();
      List<Integer> expected =
          StreamSupport.stream(split.get("below").spliterator(), false)
              .map(JsonNode::asInt)
              .toList();
      assertThat(below).isEqualTo(expected);
    }
  }

  private static void add(HistoryLedger history, JsonNode trial) {
    int number = trial.get("number").asInt();
    Map<String, Object> config = Map.of("x", 0.5);
    if (trial.get("state").asString().equals("COMPLETE")) {
      history.finished(number, config, trial.get("value").asDouble());
      return;
    }
    List<RungEntry> entries = new ArrayList<>();
    for (var report : trial.get("intermediate").properties()) {
      double loss = report.getValue().isNull() ? 1e300 : report.getValue().asDouble();
      long step = Long.parseLong(report.getKey());
      entries.add(new RungEntry(0, step, number, loss, RungEntry.Fate.ENDS));
    }
    entries.forEach(entry -> history.add(entry, config));
  }

  private static Stream<Arguments> bad() {
    return Stream.of(
        Arguments.of("data", "all", "largest_rung, furthest_first"),
        Arguments.of("gamma", 0, "greater than 0 and at most 0.5"),
        Arguments.of("max_good", 0, "from 1"),
        Arguments.of("random_fraction", -0.1, "at least 0 and at most 1"),
        Arguments.of("n_ei_candidates", 0, "from 1 to 10000"),
        Arguments.of("n_startup_trials", 0, "from 1 to 100000"),
        Arguments.of("prior_weight", 0, "greater than 0"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void everyParameterHasARange(String field, Object value, String words) {
    var problems = new Problems();
    Searchers.read(Map.of("type", "tpe", field, value), "/search", problems);
    assertThat(problems.list()).hasSize(1);
    assertThat(problems.list().get(0).pointer()).isEqualTo("/search/" + field);
    assertThat(problems.list().get(0).detail()).contains(words);
  }
}
