package dev.tuner.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.expression.ExpressionException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {
  private static final Map<String, Object> DESIGN =
      Map.of(
          "lr", Map.of("loguniform", List.of(1e-4, 1e-1)),
          "batch_size", Map.of("choice", List.of(32, 64, 128)),
          "layers", Map.of("width", Map.of("randint", List.of(1, 9)), "kind", "dense"),
          "l1", Map.of("sample_from", "pow(2, randint(4, 9))"),
          "l2", Map.of("sample_from", "config.l1 / 2"),
          "optimizer",
              Map.of(
                  "choice",
                  List.of(
                      Map.of("name", "adam"),
                      Map.of("name", "sgd", "momentum", Map.of("uniform", List.of(0.8, 0.99))))));

  private static SearchSpace space(Map<String, Object> json) {
    var problems = new Problems();
    var space = SearchSpace.read(json, "/space", problems);
    problems.throwIfAny();
    return space;
  }

  @Test
  void everyConfigLiesInTheSpace() {
    var space = space(DESIGN);
    for (int seed = 0; seed < 500; seed++) {
      var config = space.sample(TrialRandom.of(seed));
      assertThat(space.contains(config)).as("%s", config).isTrue();
      assertThat(config.get("l2")).isEqualTo((Long) config.get("l1") / 2);
    }
  }

  @Test
  void parametersOfAnOptionExistOnlyWhereItWasDrawn() {
    var space = space(DESIGN);
    Set<Object> kinds = new HashSet<>();
    for (int seed = 0; seed < 50; seed++) {
      Map<?, ?> optimizer = (Map<?, ?>) space.sample(TrialRandom.of(seed)).get("optimizer");
      assertThat(optimizer.containsKey("momentum")).isEqualTo(optimizer.get("name").equals("sgd"));
      kinds.add(optimizer.get("name"));
    }
    assertThat(kinds).isEqualTo(Set.of("adam", "sgd"));
  }

  @Test
  void theDefinitionSurvivesTheRoundTrip() {
    assertThat(space(DESIGN).toJson()).isEqualTo(DESIGN);
    assertThat(space(space(DESIGN).toJson())).isEqualTo(space(DESIGN));
  }

  @Test
  void theSameGeneratorGivesTheSameConfigInWhateverOrderTheParametersStand() {
    Map<String, Object> reversed = new LinkedHashMap<>();
    DESIGN.keySet().stream()
        .sorted((a, b) -> b.compareTo(a))
        .forEach(name -> reversed.put(name, DESIGN.get(name)));
    for (int seed = 0; seed < 20; seed++) {
      assertThat(space(reversed).sample(TrialRandom.of(seed)))
          .isEqualTo(space(DESIGN).sample(TrialRandom.of(seed)));
    }
  }

  @Test
  void aNewParameterLeavesTheDrawsOfTheOthersAlone() {
    Map<String, Object> larger = new HashMap<>(DESIGN);
    larger.put("dropout", Map.of("uniform", List.of(0, 0.5)));
    var config = space(larger).sample(TrialRandom.of(5));
    config.remove("dropout");
    assertThat(config).isEqualTo(space(DESIGN).sample(TrialRandom.of(5)));
  }

  @Test
  void whatIsNotInTheSpaceIsRefused() {
    var space = space(DESIGN);
    for (var change :
        List.<Map.Entry<String, Object>>of(
            Map.entry("lr", 0.5),
            Map.entry("lr", "0.01"),
            Map.entry("batch_size", 33),
            Map.entry("l2", 7),
            Map.entry("layers", Map.of("width", 9, "kind", "dense")),
            Map.entry("layers", Map.of("width", 2.5, "kind", "dense")),
            Map.entry("layers", Map.of("width", 2)),
            Map.entry("optimizer", Map.of("name", "adam", "momentum", 0.9)),
            Map.entry("unknown", 1))) {
      var config = space.sample(TrialRandom.of(1));
      config.put(change.getKey(), change.getValue());
      assertThat(space.contains(config)).as("%s", change).isFalse();
    }
  }

  @Test
  void numbersAreEqualByValueWhateverTheirType() {
    var space = space(Map.of("a", Map.of("choice", List.of(1, 2.0)), "b", 3));
    assertThat(space.contains(Map.of("a", 1L, "b", 3.0))).isTrue();
    assertThat(space.contains(Map.of("a", 2, "b", 3L))).isTrue();
  }

  @Test
  void expressionsAreComputedAfterWhatTheyNeed() {
    var space =
        space(
            Map.of(
                "a", Map.of("sample_from", "config.b + 1"),
                "b", Map.of("sample_from", "config.c * 2"),
                "c", Map.of("randint", List.of(1, 100)),
                "d", Map.of("sample_from", "config.inner.e + config.a"),
                "inner", Map.of("e", Map.of("sample_from", "config.a - 1"))));
    var config = space.sample(TrialRandom.of(3));
    long c = (Long) config.get("c");
    assertThat(config.get("b")).isEqualTo(2 * c);
    assertThat(config.get("a")).isEqualTo(2 * c + 1);
    assertThat(config.get("d")).isEqualTo(4 * c + 1);
  }

  @Test
  void anExpressionMayAskWhetherAConditionalParameterIsThere() {
    var space =
        space(
            Map.of(
                "o",
                Map.of(
                    "choice",
                    List.of(Map.of("name", "adam"), Map.of("m", Map.of("uniform", List.of(0, 1))))),
                "x",
                Map.of("sample_from", "has(config.o.m) ? config.o.m : -1")));
    for (int seed = 0; seed < 20; seed++) {
      var config = space.sample(TrialRandom.of(seed));
      Map<?, ?> o = (Map<?, ?>) config.get("o");
      assertThat(config.get("x")).isEqualTo(o.containsKey("m") ? o.get("m") : -1L);
    }
  }

  @Test
  void aRareFailureOfAnExpressionNamesItsPlace() {
    var space =
        space(
            Map.of(
                "a", Map.of("randint", List.of(0, 1_000_000)),
                "b", Map.of("sample_from", "1 / max(config.a - 10000, 0)")));
    assertThatThrownBy(
            () -> {
              for (int seed = 0; seed < 1000; seed++) {
                space.sample(TrialRandom.of(seed));
              }
            })
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining("/space/b/sample_from: division by zero");
  }

  @Test
  void saysWhatKeepsAWholeConfigOutOfTheSpace() {
    var config = new HashMap<>(space(DESIGN).sample(TrialRandom.of(1)));
    assertThat(misfits(config)).isEmpty();
    config.remove("lr");
    config.put("x", 32);
    config.put("batch_size", 33);
    config.put("l2", -1);
    config.put("layers", Map.of("width", 9, "kind", "conv"));
    config.put("optimizer", Map.of("name", "sgd"));

    assertThat(misfits(config))
        .anyMatch(each -> each.startsWith("/x: no such parameter; parameters are "))
        .contains(
            "/lr: is missing",
            "/batch_size: 33 is none of the 3 options of the choice",
            "/l2: is -1, which is not what \"config.l1 / 2\" gives for this config",
            "/layers/width: is 9, outside of randint[1, 9]",
            "/layers/kind: is \"conv\" but always \"dense\" here",
            "/optimizer: is {name=sgd}, which the space does not hold");
  }

  private static List<String> misfits(Map<String, Object> config) {
    var problems = new Problems();
    space(DESIGN).check(config, "", problems);
    return problems.list().stream().map(each -> each.pointer() + ": " + each.detail()).toList();
  }
}
