package dev.tuner.search.searcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.Purpose;
import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.scheduler.RungEntry;
import dev.tuner.search.space.SearchSpace;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BohbSearcherTest implements SearcherContract {
  private static final Map<String, Object> SQUARE =
      Map.of("x", Map.of("uniform", List.of(0, 1)), "y", Map.of("uniform", List.of(0, 1)));

  static Searcher bohb(Object... changes) {
    var json = new HashMap<String, Object>(Map.of("type", "bohb"));
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
    return bohb();
  }

  private static HistoryLedger observed(SearchSpace space, int trials, long level) {
    var history = new HistoryLedger(space);
    observe(history, space, trials, level);
    return history;
  }

  /** The nearer to (0.2, 0.8), the better. */
  private static void observe(HistoryLedger history, SearchSpace space, int trials, long level) {
    for (int trial = 0; trial < trials; trial++) {
      var config = space.sample(TrialRandom.of(7, trial, Purpose.CONFIG));
      history.add(new RungEntry(0, level, trial, distance(config), RungEntry.Fate.WAITS), config);
    }
  }

  private static double distance(Map<String, Object> config) {
    return Math.hypot((Double) config.get("x") - 0.2, (Double) config.get("y") - 0.8);
  }

  private static Suggestion suggest(Searcher searcher, SearchSpace space, History history, int i) {
    return searcher.suggest(i, space, history, TrialRandom.of(3, i, Purpose.CONFIG));
  }

  static void assertRestsOn(
      Suggestion suggestion, int observations, long step, Basis.Measure measure) {
    var basis = suggestion.basis();
    assertThat(basis.source()).isEqualTo(Basis.Source.MODEL);
    assertThat(basis.observations()).hasValue(observations);
    assertThat(basis.step()).hasValue(step);
    assertThat(basis.score().orElseThrow().measure()).isEqualTo(measure);
  }

  @Test
  void suggestsNearTheGoodConfigs() {
    var space = SearcherContract.space(SQUARE);
    var history = observed(space, 60, 1);
    double sum = 0;
    for (int i = 0; i < 100; i++) {
      var suggestion = suggest(bohb("random_fraction", 0), space, history, i);
      assertThat(suggestion.origin()).isEqualTo("BOHB model of 60 trials at step 1");
      assertRestsOn(suggestion, 60, 1, Basis.Measure.DENSITY_RATIO);
      assertThat(suggestion.basis().score().orElseThrow().value()).isGreaterThan(1);
      sum += distance(suggestion.config());
    }
    assertThat(sum / 100).isLessThan(0.25);
  }

  @Test
  void withTooFewResultsItDrawsAtRandomAndSaysSo() {
    var space = SearcherContract.space(SQUARE);
    assertThat(suggest(bohb(), space, observed(space, 5, 1), 9).origin())
        .isEqualTo("drawn at random: no rung has 6 results yet");
    assertThat(suggest(bohb("random_fraction", 0), space, observed(space, 6, 1), 9).origin())
        .isEqualTo("BOHB model of 6 trials at step 1");
  }

  @Test
  void usesTheHighestRungThatHasEnoughWhateverIsBelow() {
    var space = SearcherContract.space(SQUARE);
    var history = observed(space, 50, 1);
    observe(history, space, 6, 3);
    observe(history, space, 5, 9);
    assertThat(suggest(bohb("random_fraction", 0), space, history, 1).origin())
        .isEqualTo("BOHB model of 6 trials at step 3");
  }

  @Test
  void rungsOfTheSameLevelInDifferentBracketsAreOneBudget() {
    var space = SearcherContract.space(SQUARE);
    var history = observed(space, 3, 3);
    for (int trial = 10; trial < 13; trial++) {
      var config = space.sample(TrialRandom.of(trial));
      history.add(new RungEntry(1, 3, trial, 0.5, RungEntry.Fate.WAITS), config);
    }
    assertThat(suggest(bohb("random_fraction", 0), space, history, 1).origin())
        .contains("6 trials at step 3");
  }

  @Test
  void aThirdOfTheSuggestionsStaysRandom() {
    var space = SearcherContract.space(SQUARE);
    var history = observed(space, 60, 1);
    long random =
        Stream.iterate(0, i -> i + 1)
            .limit(600)
            .filter(i -> suggest(bohb(), space, history, i).source() == Basis.Source.RANDOM)
            .count();
    assertThat(random).isBetween(160L, 240L);
  }

  @Test
  void runningTrialsPushSuggestionsAway() {
    var space = SearcherContract.space(SQUARE);
    var busy = observed(space, 60, 1);
    for (int trial = 100; trial < 160; trial++) {
      var random = TrialRandom.of(trial);
      busy.started(
          trial, Map.of("x", 0.1 + random.nextDouble() / 5, "y", 0.7 + random.nextDouble() / 5));
    }
    assertThat(insideTheBox(space, busy))
        .isLessThan(insideTheBox(space, observed(space, 60, 1)) / 2);
  }

  private static int insideTheBox(SearchSpace space, History history) {
    int inside = 0;
    for (int i = 0; i < 100; i++) {
      var config = suggest(bohb("random_fraction", 0), space, history, i).config();
      double x = (Double) config.get("x");
      double y = (Double) config.get("y");
      inside += Math.abs(x - 0.2) < 0.1 && Math.abs(y - 0.8) < 0.1 ? 1 : 0;
    }
    return inside;
  }

  @Test
  void aFiniteSpaceIsExhaustedWithoutRepetitions() {
    var space =
        SearcherContract.space(
            Map.of("a", Map.of("choice", List.of(1, 2, 3)), "b", Map.of("randint", List.of(0, 8))));
    var history = new HistoryLedger(space);
    Set<Object> seen = new HashSet<>();
    for (int trial = 0; trial < 22; trial++) {
      var config = suggest(bohb(), space, history, trial).config();
      seen.add(config);
      history.add(new RungEntry(0, 1, trial, (Long) config.get("b"), RungEntry.Fate.WAITS), config);
    }
    assertThat(seen).hasSize(22);
  }

  @Test
  void trialsThatEndedByThemselvesAreTheLargestBudget() {
    var space = SearcherContract.space(SQUARE);
    var history = observed(space, 20, 1);
    for (int trial = 0; trial < 6; trial++) {
      var config = space.sample(TrialRandom.of(7, trial, Purpose.CONFIG));
      history.finished(trial, config, trial == 0 ? Double.NaN : distance(config));
    }
    assertThat(suggest(bohb("random_fraction", 0), space, history, 1).origin())
        .isEqualTo("BOHB model of 6 trials");
  }

  @Test
  void givenPointsComeFirstAndAreCompleted() {
    var space = SearcherContract.space(SQUARE);
    var searcher = bohb("points_to_evaluate", List.of(Map.of("x", 0.25), Map.of()));
    var first = suggest(searcher, space, History.none(), 0);
    assertThat(first.config()).containsEntry("x", 0.25).containsKey("y");
    assertThat(first.origin()).isEqualTo("point 1 of the 2 given");
    assertThat(first.source()).isEqualTo(Basis.Source.GIVEN);
    assertThat(space.contains(suggest(searcher, space, History.none(), 1).config())).isTrue();
    assertThat(suggest(searcher, space, History.none(), 2).origin()).contains("at random");
  }

  private static Stream<Arguments> bad() {
    return Stream.of(
        Arguments.of("min_points_in_model", 0, "from 1 to 100000"),
        Arguments.of("top_n_percent", 100, "from 1 to 99"),
        Arguments.of("num_samples", 0, "from 1 to 10000"),
        Arguments.of("random_fraction", 1.5, "at least 0 and at most 1"),
        Arguments.of("bandwidth_factor", 0, "greater than 0"),
        Arguments.of("min_bandwidth", 0, "greater than 0"),
        Arguments.of("points_to_evaluate", 3, "a list"),
        Arguments.of("gamma", 3, "unknown field"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void everyParameterHasARange(String field, Object value, String words) {
    var problems = new Problems();
    Searchers.read(Map.of("type", "bohb", field, value), "/search", problems);
    assertThat(problems.list()).hasSize(1);
    assertThat(problems.list().get(0).pointer()).isEqualTo("/search/" + field);
    assertThat(problems.list().get(0).detail()).contains(words);
  }

  @Test
  void whatTheSpaceDoesNotAllowIsRefused() {
    var problems = new Problems();
    var space =
        SearcherContract.space(
            Map.of(
                "x", Map.of("uniform", List.of(0, 1)), "g", Map.of("grid_search", List.of(1, 2))));
    Map<String, Object> json =
        Map.of("type", "bohb", "points_to_evaluate", List.of(Map.of("x", 0.5), Map.of("x", 2)));
    Searchers.read(json, space, "/search", problems);
    assertThat(problems.list())
        .satisfiesExactly(
            problem -> assertThat(problem.detail()).contains("cannot run a grid"),
            problem -> assertThat(problem.pointer()).isEqualTo("/search/points_to_evaluate/1/x"));
  }
}
