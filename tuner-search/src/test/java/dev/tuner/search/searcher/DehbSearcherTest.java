package dev.tuner.search.searcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.Purpose;
import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.scheduler.RungEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DehbSearcherTest implements SearcherContract {

  @Override
  public Searcher searcher() {
    return read(Map.of("type", "dehb"));
  }

  private static Searcher read(Map<String, Object> json) {
    var problems = new Problems();
    var searcher = Searchers.read(json, "", problems);
    problems.throwIfAny();
    return searcher;
  }

  @Test
  void drawsAtRandomUntilARungHasAPopulation() {
    var space = SearcherContract.space(Map.of("x", Map.of("uniform", List.of(0, 1))));
    var before = SearcherContract.history(space, 5);
    assertThat(searcher().suggest(5, space, before, TrialRandom.of(1)).source())
        .isEqualTo(Basis.Source.RANDOM);
    var after = SearcherContract.history(space, 40);
    assertThat(searcher().suggest(40, space, after, TrialRandom.of(1)).source())
        .isEqualTo(Basis.Source.MODEL);
  }

  @Test
  void evolvesTowardsTheBestFarFasterThanChance() {
    double evolved = 0;
    double drawn = 0;
    for (int seed = 0; seed < 10; seed++) {
      evolved += bestOfSphere(searcher(), seed);
      drawn += bestOfSphere(read(Map.of("type", "random")), seed);
    }
    assertThat(evolved).isLessThan(drawn / 3);
  }

  /** The smallest of 150 values of a sphere of 4 dimensions. */
  private static double bestOfSphere(Searcher searcher, int seed) {
    var json = new HashMap<String, Object>();
    for (int i = 0; i < 4; i++) {
      json.put("x" + i, Map.of("uniform", List.of(-5, 5)));
    }
    var space = SearcherContract.space(json);
    var history = new HistoryLedger(space);
    double best = Double.POSITIVE_INFINITY;
    for (int trial = 0; trial < 150; trial++) {
      var random = TrialRandom.of(seed, trial, Purpose.CONFIG);
      var config = searcher.suggest(trial, space, history, random).config();
      double sum =
          config.values().stream()
              .mapToDouble(x -> ((Number) x).doubleValue() - 1)
              .map(x -> x * x)
              .sum();
      history.add(new RungEntry(0, 1, trial, sum, RungEntry.Fate.ENDS), config);
      best = Math.min(best, sum);
    }
    return best;
  }

  @ParameterizedTest
  @CsvSource({
    "mutation_factor, 0, greater than 0 and at most 2",
    "mutation_factor, 2.5, greater than 0 and at most 2",
    "crossover_prob, -0.1, at least 0 and at most 1",
    "crossover_prob, 1.1, at least 0 and at most 1",
    "population_size, 3, from 4 to 10000",
    "population_size, 10001, from 4 to 10000"
  })
  void namesTheFieldTheValueAndTheRange(String field, double value, String range) {
    var problems = new Problems();
    Searchers.read(Map.of("type", "dehb", field, value), "/search", problems);
    assertThat(problems.list()).hasSize(1);
    assertThat(problems.list().get(0).pointer()).isEqualTo("/search/" + field);
    assertThat(problems.list().get(0).detail()).contains(range);
  }
}
