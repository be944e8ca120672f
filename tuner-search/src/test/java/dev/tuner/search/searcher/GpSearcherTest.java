package dev.tuner.search.searcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.Purpose;
import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GpSearcherTest implements SearcherContract {
  private static final Map<String, Object> SQUARE =
      Map.of("x", Map.of("uniform", List.of(0, 1)), "y", Map.of("uniform", List.of(0, 1)));

  static Searcher gp(Object... changes) {
    var json = new HashMap<String, Object>(Map.of("type", "gp", "n_candidates", 40));
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
    return gp();
  }

  private static HistoryLedger observed(SearchSpace space, int trials, IntToDoubleFunction loss) {
    var history = new HistoryLedger(space);
    for (int trial = 0; trial < trials; trial++) {
      history.finished(
          trial, space.sample(TrialRandom.of(7, trial, Purpose.CONFIG)), loss.applyAsDouble(trial));
    }
    return history;
  }

  private static Suggestion suggest(Searcher searcher, SearchSpace space, History history, int i) {
    return searcher.suggest(i, space, history, TrialRandom.of(3, i, Purpose.CONFIG));
  }

  private static double best(Map<String, Object> json, int trials, Loss loss) {
    var space = SearcherContract.space(json);
    var history = new HistoryLedger(space);
    double best = Double.POSITIVE_INFINITY;
    for (int trial = 0; trial < trials; trial++) {
      var config = suggest(gp(), space, history, trial).config();
      best = Math.min(best, loss.of(config));
      history.finished(trial, config, loss.of(config));
    }
    return best;
  }

  private interface Loss {
    double of(Map<String, Object> config);
  }

  @Test
  void findsTheMinimumOfASmoothFunction() {
    double best =
        best(
            SQUARE,
            25,
            config -> Math.hypot((Double) config.get("x") - 0.23, (Double) config.get("y") - 0.81));
    assertThat(best).isLessThan(0.01);
  }

  @Test
  void findsTheBestCategoryAndWholeNumber() {
    Map<String, Object> json =
        Map.of(
            "x", Map.of("uniform", List.of(0, 1)),
            "n", Map.of("randint", List.of(0, 30)),
            "c", Map.of("choice", List.of("a", "b", "c", "d")));
    double best =
        best(
            json,
            45,
            config ->
                Math.abs((Double) config.get("x") - 0.6)
                    + Math.abs((Long) config.get("n") - 17) / 30.0
                    + (config.get("c").equals("c") ? 0 : 0.5));
    assertThat(best).isLessThan(0.04);
  }

  @ParameterizedTest
  @ValueSource(strings = {"constant", "infinite", "huge", "tiny", "one finite"})
  void copesWithLossesOfAnyKind(String kind) {
    var space = SearcherContract.space(SearcherContract.SPACE);
    var history =
        observed(
            space,
            40,
            trial ->
                switch (kind) {
                  case "constant" -> 1;
                  case "infinite" -> Double.POSITIVE_INFINITY;
                  case "huge" -> (trial % 2 == 0 ? -1 : 1) * Double.MAX_VALUE / (1 + trial);
                  case "tiny" -> trial * Double.MIN_VALUE;
                  default -> trial == 3 ? 1 : Double.NaN;
                });
    for (int i = 40; i < 45; i++) {
      var suggestion = suggest(gp(), space, history, i);
      assertThat(suggestion.source()).isEqualTo(Basis.Source.MODEL);
      assertThat(suggestion.basis().score().orElseThrow().measure())
          .isEqualTo(Basis.Measure.EXPECTED_IMPROVEMENT);
      assertThat(space.contains(suggestion.config())).as("%s", suggestion).isTrue();
    }
  }

  @Test
  void copesWithTheSameConfigManyTimes() {
    var space = SearcherContract.space(SQUARE);
    var history = new HistoryLedger(space);
    for (int trial = 0; trial < 30; trial++) {
      history.finished(trial, Map.of("x", 0.5, "y", 0.5), trial % 3);
    }
    assertThat(suggest(gp(), space, history, 30).source()).isEqualTo(Basis.Source.MODEL);
  }

  @Test
  void parallelWorkersSpreadOut() {
    var space = SearcherContract.space(SQUARE);
    var history = observed(space, 20, trial -> distance(space, trial));
    var batch = new ArrayList<double[]>();
    for (int number = 20; number < 30; number++) {
      var config = suggest(gp(), space, history, number).config();
      history.started(number, config);
      batch.add(space.encode(config));
    }
    double farthest = 0;
    for (int i = 0; i < batch.size(); i++) {
      for (int k = 0; k < i; k++) {
        double[] a = batch.get(i);
        double[] b = batch.get(k);
        double apart = Math.hypot(a[0] - b[0], a[1] - b[1]);
        assertThat(apart).isGreaterThan(1e-3);
        farthest = Math.max(farthest, apart);
      }
    }
    assertThat(farthest).isGreaterThan(0.1);
  }

  private static double distance(SearchSpace space, int trial) {
    var config = space.sample(TrialRandom.of(7, trial, Purpose.CONFIG));
    return Math.hypot((Double) config.get("x") - 0.2, (Double) config.get("y") - 0.8);
  }

  @Test
  void withTooFewResultsItDrawsAtRandomAndSaysSo() {
    var space = SearcherContract.space(SQUARE);
    assertThat(suggest(gp(), space, observed(space, 5, i -> i), 9).origin())
        .isEqualTo("drawn at random: no rung has 6 results yet");
    assertThat(suggest(gp(), space, observed(space, 6, i -> i), 9).origin())
        .isEqualTo("Gaussian process of 6 trials");
    assertThat(suggest(gp("random_fraction", 1), space, observed(space, 6, i -> i), 9).origin())
        .contains("exploring");
  }

  private static Stream<Arguments> bad() {
    return Stream.of(
        Arguments.of("n_startup_trials", 1, "from 2 to 100000"),
        Arguments.of("n_candidates", 0, "from 1 to 10000"),
        Arguments.of("random_fraction", 1.5, "at least 0 and at most 1"),
        Arguments.of("gamma", 3, "unknown field"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void everyParameterHasARange(String field, Object value, String words) {
    var problems = new Problems();
    Searchers.read(Map.of("type", "gp", field, value), "/search", problems);
    assertThat(problems.list()).hasSize(1);
    assertThat(problems.list().get(0).pointer()).isEqualTo("/search/" + field);
    assertThat(problems.list().get(0).detail()).contains(words);
  }
}
