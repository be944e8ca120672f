package dev.tuner.search.space;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.definition.Problem;
import dev.tuner.search.definition.Problems;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SearchSpaceProblemsTest {

  private static List<Problem> problemsOf(Map<String, Object> json) {
    var problems = new Problems();
    SearchSpace.read(json, "/space", problems);
    return problems.list();
  }

  private static Arguments domain(String word, Object arguments, String pointer, String... words) {
    return Arguments.of(Map.of("x", Map.of(word, arguments)), "/space/x/" + pointer, words);
  }

  private static Arguments expression(String source, String... words) {
    return Arguments.of(
        Map.of("x", Map.of("sample_from", source), "lr", 0.1), "/space/x/sample_from", words);
  }

  private static Stream<Arguments> bad() {
    return Stream.of(
        domain("logunifrom", List.of(1, 2), "logunifrom", "unknown domain", "\"loguniform\"?"),
        domain("Uniform", List.of(1, 2), "Uniform", "unknown domain", "\"uniform\"?", "randint"),
        domain("uniform", List.of(5, 5), "uniform", "lower bound 5", "below", "just it"),
        domain("uniform", List.of(5, 1), "uniform", "lower bound 5", "upper bound 1"),
        domain("uniform", List.of(1), "uniform", "must look like {\"uniform\": [1, 10]}"),
        domain("uniform", Map.of("low", 1), "uniform", "must look like {\"uniform\": [1, 10]}"),
        domain("uniform", List.of("1", 2), "uniform/0", "finite number", "\"1\""),
        domain("uniform", List.of(1, Double.POSITIVE_INFINITY), "uniform/1", "Infinity"),
        domain("loguniform", List.of(0, 2), "loguniform/0", "greater than 0", "is 0"),
        domain("loguniform", List.of(-1e-3, 2), "loguniform/0", "greater than 0"),
        domain("randint", List.of(1, 2.5), "randint/1", "whole number", "2.5"),
        domain("randint", List.of(3, 3), "randint", "below"),
        domain("randint", List.of(Long.MIN_VALUE, Long.MAX_VALUE), "randint", "more than 2^53"),
        domain("quniform", List.of(0, 1), "quniform", "must look like", "[0, 1, 0.1]"),
        domain("quniform", List.of(0, 1, 0), "quniform/2", "step", "greater than 0", "is 0"),
        domain("quniform", List.of(0.05, 1, 0.1), "quniform", "0.05", "multiples of the step 0.1"),
        domain("qloguniform", List.of(0, 1, 0.1), "qloguniform/0", "greater than 0"),
        domain("qrandint", List.of(1, 64, 8), "qrandint", "multiples of the step 8"),
        domain("qrandint", List.of(8, 64, 1.5), "qrandint/2", "whole number", "1.5"),
        domain("lograndint", List.of(0, 10), "lograndint/0", "greater than 0", "is 0"),
        domain("qlograndint", List.of(0, 16, 8), "qlograndint/0", "greater than 0", "is 0"),
        domain("randn", List.of(0, 0), "randn/1", "deviation", "greater than 0"),
        domain("randn", List.of(0, 1, 2), "randn", "must look like"),
        domain("qrandn", List.of(0, 1, -1), "qrandn/2", "step", "is -1"),
        domain("ordered_choice", List.of(), "ordered_choice", "must look like"),
        domain("grid_search", List.of(), "grid_search", "at least one option"),
        Arguments.of(
            Map.of(
                "x", Map.of("choice", List.of(1, Map.of("g", Map.of("grid_search", List.of(1)))))),
            "/space/x/choice/1/g/grid_search",
            new String[] {"inside an option", "use choice"}),
        domain("choice", List.of(), "choice", "at least one option"),
        domain("choice", 3, "choice", "at least one option", "3"),
        domain(
            "choice",
            List.of(1, Map.of("m", Map.of("uniform", List.of(2, 1)))),
            "choice/1/m/uniform",
            "lower bound 2"),
        domain("sample_from", 3, "sample_from", "in quotes", "3"),
        expression("config.lr +", "column 12"),
        expression("config.lrr + 1", "column 1", "no parameter \"lrr\"", "\"lr\"?", "x"),
        expression("powr(2, 3)", "column 1", "unknown name \"powr\"", "\"pow\"?"),
        expression("config.x + 1", "depends on itself: x -> x"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void namesThePlaceTheValueAndTheFix(Map<String, Object> json, String pointer, String... words) {
    var problems = problemsOf(json);
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).pointer()).isEqualTo(pointer);
    assertThat(problems.get(0).detail()).contains(words);
  }

  @Test
  void aCycleIsNamedFromEndToEnd() {
    var problems =
        problemsOf(
            Map.of(
                "a", Map.of("sample_from", "config.b"),
                "b", Map.of("sample_from", "config.c.d"),
                "c", Map.of("d", Map.of("sample_from", "config.a"))));
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).detail())
        .containsPattern("(a -> b -> c.d|b -> c.d -> a|c.d -> a -> b)");
  }

  @Test
  void anExpressionThatFailsOnTheSpaceIsRefusedBeforeAnythingRuns() {
    var problems =
        problemsOf(
            Map.of(
                "n", Map.of("randint", List.of(0, 3)),
                "x", Map.of("sample_from", "1 / config.n")));
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).detail()).contains("division by zero", "/space/x/sample_from");
  }

  @Test
  void aSpaceOfAbsurdSizeIsRefused() {
    assertThat(problemsOf(Map.of("x", Map.of("choice", Collections.nCopies(20_000, 1)))))
        .hasSize(1)
        .allSatisfy(problem -> assertThat(problem.detail()).contains("at most 10000 values"));
    Map<String, Object> deep = Map.of("x", 1);
    for (int i = 0; i < 100; i++) {
      deep = Map.of("y", deep);
    }
    assertThat(problemsOf(deep))
        .hasSize(1)
        .allSatisfy(problem -> assertThat(problem.detail()).contains("30 deep"));
  }

  @Test
  void aLongChainOfExpressionsIsFineAndAnAbsurdOneIsRefused() {
    assertThat(problemsOf(chain(300))).isEmpty();
    assertThat(problemsOf(chain(301)))
        .anySatisfy(problem -> assertThat(problem.detail()).contains("at most 300"));
  }

  private static Map<String, Object> chain(int length) {
    Map<String, Object> space = new HashMap<>(Map.of("p0", 1));
    for (int i = 1; i <= length; i++) {
      space.put("p" + i, Map.of("sample_from", "config.p%d + 1".formatted(i - 1)));
    }
    return space;
  }

  @Test
  void veryLongNamesAndVeryManyNamesMakeNoVeryLongMessage() {
    Map<String, Object> space = new HashMap<>();
    for (int i = 0; i < 1000; i++) {
      space.put("parameter" + i, i);
    }
    space.put("x", Map.of("sample_from", "config.nothing_like_it"));
    space.put("y", Map.of("u".repeat(1_000_000), List.of(1, 2)));
    assertThat(problemsOf(space))
        .hasSize(1)
        .allSatisfy(problem -> assertThat(problem.detail()).hasSizeLessThan(1000));
  }

  @Test
  void problemsOfSeveralParametersComeTogether() {
    assertThat(
            problemsOf(
                Map.of(
                    "a", Map.of("uniform", List.of(2, 1)),
                    "b", Map.of("choice", List.of()),
                    "c", Map.of("sample_from", "1 +"))))
        .extracting(Problem::pointer)
        .containsExactlyInAnyOrder("/space/a/uniform", "/space/b/choice", "/space/c/sample_from");
  }
}
