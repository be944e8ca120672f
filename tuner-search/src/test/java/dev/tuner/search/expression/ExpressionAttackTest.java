package dev.tuner.search.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.space.SearchSpace;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a hostile caller may send as an expression: all of it is refused, and quickly. */
class ExpressionAttackTest {

  private static Stream<String> hostile() {
    return Stream.of(
        // reaching for the machine
        "java.lang.Runtime.getRuntime().exec('id')",
        "T(java.lang.Runtime).getRuntime()",
        "config.getClass().forName('java.lang.Runtime')",
        "''.getClass()",
        "config.class",
        "new java.io.File('/etc/passwd')",
        "System.exit(1)",
        "google.protobuf.Any{}",
        "google.protobuf.Struct{fields: {}}",
        "import os",
        "__import__('os').system('id')",
        "lambda: 0",
        // loops
        "[1, 2, 3].map(x, x * 2)",
        "[1, 2, 3].all(x, [1, 2, 3].all(y, x < y))",
        "[0].exists(x, x == 0)",
        "[0].filter(x, true)",
        "while (true) {}",
        // regular expressions, clocks, types
        "'aaaaaaaaaaaaaaaaaaaaaaaa!'.matches('(a+)+$')",
        "matches('a', '(a*)*b')",
        "timestamp('2020-01-01T00:00:00Z')",
        "duration('1h')",
        "type(config)",
        "dyn(config)",
        // size and depth
        "(".repeat(300) + "1" + ")".repeat(300),
        "[".repeat(200) + "]".repeat(200),
        "1" + "+1".repeat(400),
        "1" + "?1:1".repeat(200),
        "x".repeat(5000),
        "'" + "x".repeat(5000) + "'",
        "config" + ".a".repeat(490),
        // rubbish
        "",
        " ",
        "\u0000",
        "1;2",
        "config.lr = 3",
        "config",
        "size(config)",
        "[config]");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void isRefusedWhenTheSpaceIsRead(String source) {
    var problems = new Problems();
    Map<String, Object> space = Map.of("lr", 0.1, "x", Map.of("sample_from", source));
    assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> SearchSpace.read(space, "/space", problems));
    assertThat(problems.list()).isNotEmpty();
    assertThat(problems.list().get(0).detail()).isNotBlank();
  }

  private static Stream<String> unusable() {
    return Stream.of(
        "pow(10, 400)",
        "exp(1000)",
        "0.0 * pow(10, 400)",
        "{'a': 1}",
        "b'bytes'",
        "1u",
        "null",
        "[[1]]",
        "int('x')",
        "int(1e300)",
        "round(1e300)");
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void aValueThatNoConfigCanHoldIsRefusedWhenTheSpaceIsRead(String source) {
    var problems = new Problems();
    SearchSpace.read(Map.of("x", Map.of("sample_from", source)), "/space", problems);
    assertThat(problems.list()).hasSize(1);
    assertThat(problems.list().get(0).detail()).contains("/space/x/sample_from");
  }

  @Test
  void textsCannotGrowFromParameterToParameter() {
    Map<String, Object> space = new HashMap<>();
    space.put("p0", "0123456789");
    for (int i = 1; i < 40; i++) {
      space.put("p" + i, Map.of("sample_from", "config.p%d + config.p%d".formatted(i - 1, i - 1)));
    }
    var problems = new Problems();
    SearchSpace.read(space, "/space", problems);
    assertThat(problems.list()).hasSize(1);
    assertThat(problems.list().get(0).detail()).contains("longer than 1000 characters");
  }

  @Test
  void theLargestExpressionIsStillCheap() {
    String source = "min(" + "1+".repeat(20) + "1, " + "2*".repeat(20) + "2)";
    var problems = new Problems();
    var expression = Expression.parse(source, "", problems).orElseThrow();
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          for (int i = 0; i < 10_000; i++) {
            expression.evaluate(Map.of(), TrialRandom.of(i));
          }
        });
  }

  @Test
  void aConfigCannotBeReachedBeyondItsParameters() {
    var problems = new Problems();
    var expression = Expression.parse("config.lr.x", "", problems).orElseThrow();
    assertThatThrownBy(() -> expression.evaluate(Map.of("lr", 0.1), TrialRandom.of(1)))
        .isInstanceOf(ExpressionException.class);
    assertThat(List.copyOf(problems.list())).isEmpty();
  }
}
