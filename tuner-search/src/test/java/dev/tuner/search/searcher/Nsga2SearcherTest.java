package dev.tuner.search.searcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.Purpose;
import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.pareto.Hypervolume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** NSGA-II, and that the searchers for several metrics find a front. */
class Nsga2SearcherTest implements SearcherContract {

  private static Searcher read(Map<String, Object> json) {
    Problems problems = new Problems();
    Searcher searcher = Searchers.read(json, "/search", problems);
    problems.throwIfAny();
    return searcher;
  }

  @Override
  public Searcher searcher() {
    return read(Map.of("type", "nsga2", "population_size", 10));
  }

  @Test
  void aChildTakesItsParametersFromItsParents() {
    var space = SearcherContract.space(SPACE);
    var history = SearcherContract.history(space, 40);
    var suggestion = searcher().suggest(40, space, history, TrialRandom.of(4));

    assertThat(suggestion.origin()).startsWith("NSGA-II child of the best 10 of");
    assertThat(suggestion.source()).isEqualTo(Basis.Source.MODEL);
  }

  /**
   * Two losses of three numbers (ZDT1 with few variables): the best volume below (1.1, 1.1) is
   * about 0.87; 150 random configs reach about 0.3.
   */
  @ParameterizedTest
  @ValueSource(strings = {"nsga2", "motpe", "bohb"})
  void findsAFrontThatRandomSearchDoesNot(String type) {
    var json =
        type.equals("nsga2")
            ? Map.<String, Object>of("type", type, "population_size", 20)
            : Map.<String, Object>of("type", type);
    double model = 0;
    double random = 0;
    for (int seed = 0; seed < 5; seed++) {
      model += volume(read(json), seed);
      random += volume(read(Map.of("type", "random")), seed);
    }

    assertThat(model / 5).as("against %s at random", random / 5).isGreaterThan(random / 5 + 0.1);
  }

  private static double volume(Searcher searcher, int seed) {
    var space =
        SearcherContract.space(
            Map.of(
                "a", Map.of("uniform", List.of(0, 1)),
                "b", Map.of("uniform", List.of(0, 1)),
                "c", Map.of("uniform", List.of(0, 1)),
                "kind", Map.of("choice", List.of("good", "bad", "worse"))));
    var history = new HistoryLedger(space);
    var points = new ArrayList<double[]>();
    for (int number = 0; number < 150; number++) {
      var config =
          searcher
              .suggest(number, space, history, TrialRandom.of(seed, number, Purpose.CONFIG))
              .config();
      var losses = zdt1(config);
      points.add(losses);
      history.finished(number, config, losses[0], losses);
    }
    return Hypervolume.of(points, new double[] {1.1, 1.1});
  }

  private static double[] zdt1(Map<String, Object> config) {
    double first = (Double) config.get("a");
    double rest = ((Double) config.get("b") + (Double) config.get("c")) / 2;
    double penalty = config.get("kind").equals("good") ? 0 : 0.2;
    double g = 1 + 9 * (rest + penalty);
    return new double[] {first, g * (1 - Math.sqrt(first / g))};
  }

  static Stream<Arguments> wrongSettings() {
    return Stream.of(
        Arguments.of("population_size", 1, "from 2 to 10000 but is 1"),
        Arguments.of("crossover_probability", 1.1, "at least 0 and at most 1 but is 1.1"),
        Arguments.of("mutation_probability", -0.1, "at least 0 and at most 1 but is -0.1"));
  }

  @ParameterizedTest
  @MethodSource("wrongSettings")
  void refusesWhatIsOutOfRange(String field, Number value, String detail) {
    Problems problems = new Problems();
    Searchers.read(Map.of("type", "nsga2", field, value), "/search", problems);

    assertThat(problems.list()).hasSize(1);
    assertThat(problems.list().get(0).pointer()).isEqualTo("/search/" + field);
    assertThat(problems.list().get(0).detail()).contains(detail);
  }
}
