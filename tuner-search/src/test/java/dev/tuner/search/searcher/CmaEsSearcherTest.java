package dev.tuner.search.searcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.Purpose;
import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Problems;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CmaEsSearcherTest implements SearcherContract {

  static Searcher cmaEs(Object... changes) {
    var json = new HashMap<String, Object>(Map.of("type", "cma_es"));
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
    return cmaEs();
  }

  private interface Loss {
    double of(Map<String, Object> config);
  }

  /** The best of so many trials, a few of which run at the same time and end in turns. */
  private static double best(Searcher searcher, Map<String, Object> json, int trials, Loss loss) {
    var space = SearcherContract.space(json);
    var history = new HistoryLedger(space);
    Map<Integer, Map<String, Object>> running = new LinkedHashMap<>();
    double best = Double.POSITIVE_INFINITY;
    for (int trial = 0; trial < trials; trial++) {
      var random = TrialRandom.of(3, trial, Purpose.CONFIG);
      var config = searcher.suggest(trial, space, history, random).config();
      history.started(trial, config);
      running.put(trial, config);
      if (running.size() == 4) {
        int ends = List.copyOf(running.keySet()).get(trial % 4);
        var ended = running.remove(ends);
        double value = loss.of(ended);
        history.ended(ends);
        history.finished(ends, ended, value);
        best = Math.min(best, value);
      }
    }
    return best;
  }

  @Test
  void climbsDownANarrowValley() {
    Map<String, Object> json =
        Map.of("x", Map.of("uniform", List.of(-2, 2)), "y", Map.of("uniform", List.of(-1, 3)));
    double best =
        best(
            cmaEs(),
            json,
            800,
            config -> {
              double x = (Double) config.get("x");
              double across = (Double) config.get("y") - x * x;
              return 100 * across * across + (1 - x) * (1 - x);
            });
    assertThat(best).isLessThan(1e-3);
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
            cmaEs(),
            json,
            400,
            config ->
                Math.abs((Double) config.get("x") - 0.6)
                    + Math.abs((Long) config.get("n") - 17)
                    + (config.get("c").equals("c") ? 0 : 0.5));
    assertThat(best).isLessThan(0.01);
  }

  @Test
  void aSpaceWithoutNumbersIsSearchedAtRandomAndItSaysSo() {
    var space = SearcherContract.space(Map.of("c", Map.of("choice", List.of("a", "b", "c"))));
    var suggestion =
        cmaEs().suggest(9, space, SearcherContract.history(space, 9), TrialRandom.of(1));
    assertThat(suggestion.origin()).startsWith("drawn at random");
    assertThat(suggestion.source()).isEqualTo(Basis.Source.RANDOM);
  }

  @Test
  void copesWithConstantAndInfiniteLosses() {
    var space = SearcherContract.space(SearcherContract.SPACE);
    for (double loss : new double[] {1, Double.POSITIVE_INFINITY, Double.MAX_VALUE}) {
      var history = new HistoryLedger(space);
      for (int trial = 0; trial < 200; trial++) {
        var random = TrialRandom.of(5, trial, Purpose.CONFIG);
        var config = cmaEs().suggest(trial, space, history, random).config();
        assertThat(space.contains(config)).as("%s", config).isTrue();
        history.finished(trial, config, loss);
      }
    }
  }

  private static Stream<Arguments> bad() {
    return Stream.of(
        Arguments.of("popsize", 3, "from 4 to 10000"),
        Arguments.of("sigma0", 0, "greater than 0"),
        Arguments.of("restarts", 21, "from 0 to 20"),
        Arguments.of("gamma", 3, "unknown field"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void everyParameterHasARange(String field, Object value, String words) {
    var problems = new Problems();
    Searchers.read(Map.of("type", "cma_es", field, value), "/search", problems);
    assertThat(problems.list()).hasSize(1);
    assertThat(problems.list().get(0).pointer()).isEqualTo("/search/" + field);
    assertThat(problems.list().get(0).detail()).contains(words);
  }
}
