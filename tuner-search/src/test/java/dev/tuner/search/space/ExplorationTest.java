package dev.tuner.search.space;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Problems;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a config is changed a little. */
class ExplorationTest {

  private static SearchSpace space(Map<String, Object> json, String... constraints) {
    var problems = new Problems();
    var space = SearchSpace.read(json, List.of(constraints), "/space", "/constraints", problems);
    problems.throwIfAny();
    return space;
  }

  private static Exploration only(double factor, String... names) {
    return new Exploration(Set.of(names), 0, List.of(factor));
  }

  /** What becomes of one value of one domain. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "uniform; [0, 10]; 5.0; 1.2; 6.0",
        "uniform; [0, 10]; 9.0; 1.2; 10.0",
        "uniform; [-10, 10]; -9.0; 1.2; -10.0",
        "randint; [1, 100]; 50; 1.2; 60",
        "randint; [1, 100]; 2; 1.2; 3",
        "randint; [1, 100]; 2; 0.8; 1",
        "randint; [1, 100]; 99; 1.2; 99",
        "lograndint; [1, 1000]; 3; 0.8; 2",
        "lograndint; [1, 1000]; 500; 1.2; 600",
        "qrandint; [8, 64, 8]; 32; 0.8; 24",
        "qrandint; [8, 64, 8]; 8; 0.8; 8",
        "quniform; [0, 1, 0.1]; 0.5; 1.2; 0.6",
        "quniform; [0, 1, 0.1]; 0.2; 1.2; 0.3",
        "ordered_choice; [16, 32, 64]; 32; 1.2; 64",
        "ordered_choice; [16, 32, 64]; 64; 1.2; 64",
        "ordered_choice; [16, 32, 64]; 32; 0.8; 16"
      })
  void aValueIsMultipliedAndStaysInItsDomain(
      String domain, String arguments, double before, double factor, double after) {
    var bounds =
        List.of(arguments.replaceAll("[\\[\\] ]", "").split(",", -1)).stream()
            .map(text -> text.contains(".") ? (Object) Double.valueOf(text) : Long.valueOf(text))
            .toList();
    var space = space(Map.of("x", Map.of(domain, bounds)));
    Object value = before == Math.rint(before) ? (Object) (long) before : (Object) before;
    var config = space.explore(Map.of("x", value), only(factor, "x"), TrialRandom.of(1));
    assertThat(((Number) config.get("x")).doubleValue())
        .isCloseTo(after, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(space.contains(config)).isTrue();
  }

  @Test
  void whatIsNotNamedStaysToTheLastBitAndWhatIsComputedFollows() {
    var space =
        space(
            Map.of(
                "lr", Map.of("loguniform", List.of(1e-5, 1.0)),
                "decay", Map.of("loguniform", List.of(1e-5, 1.0)),
                "warm", Map.of("sample_from", "config.lr / 10"),
                "units", Map.of("sample_from", "randint(1, 1000000)")));
    for (int i = 0; i < 50; i++) {
      var before = space.sample(TrialRandom.of(i));
      var after = space.explore(before, only(0.8, "lr"), TrialRandom.of(1000 + i));
      assertThat(after.get("decay")).isEqualTo(before.get("decay"));
      assertThat(after.get("units")).isEqualTo(before.get("units"));
      assertThat((Double) after.get("warm")).isEqualTo((Double) after.get("lr") / 10);
      assertThat(after.get("lr")).isNotEqualTo(before.get("lr"));
    }
  }

  @Test
  void anOptionThatIsLeftTakesItsParametersWithIt() {
    var sgd = Map.of("name", "sgd", "momentum", Map.of("uniform", List.of(0.5, 0.99)));
    var space = space(Map.of("optimizer", Map.of("choice", List.of(sgd, "adam"))));
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < 30; i++) {
      var before = space.sample(TrialRandom.of(i));
      var after = space.explore(before, only(1.2, "optimizer"), TrialRandom.of(100 + i));
      assertThat(space.contains(after)).isTrue();
      seen.add(before.get("optimizer") instanceof Map);
      seen.add(List.of(after.get("optimizer") instanceof Map));
    }
    assertThat(seen).hasSize(4);
  }

  @Test
  void constraintsAreMet() {
    var space =
        space(
            Map.of("a", Map.of("uniform", List.of(0, 1)), "b", Map.of("uniform", List.of(0, 1))),
            "config.a <= config.b");
    for (int i = 0; i < 100; i++) {
      var how = new Exploration(Set.of("a", "b"), 0.5, List.of(1.5, 0.5));
      var after = space.explore(space.sample(TrialRandom.of(i)), how, TrialRandom.of(500 + i));
      assertThat(space.contains(after)).isTrue();
    }
  }

  @Test
  void aParameterIsDrawnAnewAsOftenAsAsked() {
    var space = space(Map.of("x", Map.of("uniform", List.of(0, 1))));
    var how = new Exploration(Set.of("x"), 0.25, List.of(1.2, 0.8));
    int anew = 0;
    for (int i = 0; i < 4000; i++) {
      double x = (Double) space.explore(Map.of("x", 0.5), how, TrialRandom.of(i)).get("x");
      anew += Math.abs(x - 0.6) > 1e-9 && Math.abs(x - 0.4) > 1e-9 ? 1 : 0;
    }
    assertThat(anew).isBetween(890, 1110); // four standard deviations around 1000
  }
}
