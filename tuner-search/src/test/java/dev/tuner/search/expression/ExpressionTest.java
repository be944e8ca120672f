package dev.tuner.search.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Problems;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExpressionTest {
  private static final Map<String, Object> CONFIG =
      Map.of("l1", 16, "x", 2.5, "name", "sgd", "sizes", List.of(8, 4), "inner", Map.of("k", 1));

  private static Expression parse(String source) {
    var problems = new Problems();
    var expression = Expression.parse(source, "/x", problems);
    problems.throwIfAny();
    return expression.orElseThrow();
  }

  private static Object value(String source) {
    return parse(source).evaluate(CONFIG, TrialRandom.of(1));
  }

  private static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of("config.l1 / 2", 8L),
        Arguments.of("config.l1 / 3", 16 / 3.0),
        Arguments.of("7 / 2", 3.5),
        Arguments.of("config.x * 2", 5.0),
        Arguments.of("2 * config.x + config.l1 - 1", 20.0),
        Arguments.of("-config.l1 % 5", 4L),
        Arguments.of("-7.5 % 2", 0.5),
        Arguments.of("pow(2, 10)", 1024L),
        Arguments.of("pow(-3, 3)", -27L),
        Arguments.of("pow(2, -1)", 0.5),
        Arguments.of("pow(2, 100)", Math.pow(2, 100)),
        Arguments.of("9223372036854775807 + 1", 0x1p63),
        Arguments.of("9223372036854775807 * 2", 0x1p64),
        Arguments.of("floor(config.x)", 2L),
        Arguments.of("ceil(config.x)", 3L),
        Arguments.of("round(2.5) + round(3.5)", 6L),
        Arguments.of("sqrt(config.l1)", 4.0),
        Arguments.of("log(exp(1))", 1.0),
        Arguments.of("abs(-3)", 3L),
        Arguments.of("min(config.x, 3, config.l1)", 2.5),
        Arguments.of("max(config.x, 3)", 3L),
        Arguments.of("config.l1 > config.x && config.name == 'sgd' ? 1 : 0.5", 1L),
        Arguments.of("config.sizes[1] + size(config.sizes)", 6L),
        Arguments.of("config.inner.k + config['l1']", 17L),
        Arguments.of("has(config.inner.z) ? config.inner.z : config.l1 in [8, 16]", true),
        Arguments.of("config.name + '-' + string(config.l1)", "sgd-16"),
        Arguments.of("int(config.x) == 2 && double(3) == 3", true));
  }

  @ParameterizedTest
  @MethodSource("values")
  void computesWhatAPythonUserExpects(String source, Object expected) {
    assertThat(value(source)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 / 0 | division by zero",
        "5 % 0 | modulo by zero",
        "log(0) | log of 0.0",
        "sqrt(-4) | sqrt of -4.0",
        "config.name * 2 | * needs numbers but got the text \"sgd\"",
        "randint(3, 3) | randint(3, 3)",
        "randint(0, 1.5) | randint needs whole numbers",
        "choice([]) | choice needs a list",
        "normal(0, -1) | standard deviation",
        "config.sizes[5] | column 13",
      })
  void aConfigWithoutAValueSaysWhy(String source, String reason) {
    assertThatThrownBy(() -> value(source))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void drawsAreAFunctionOfTheGeneratorAlone() {
    var expression = parse("randint(0, 1000000) + uniform(0, 1) + normal(0, 1) + choice([1, 2])");
    assertThat(expression.draws()).isTrue();
    assertThat(expression.evaluate(CONFIG, TrialRandom.of(9)))
        .isEqualTo(expression.evaluate(CONFIG, TrialRandom.of(9)))
        .isNotEqualTo(expression.evaluate(CONFIG, TrialRandom.of(10)));
    assertThat(parse("config.l1 + 1").draws()).isFalse();
  }

  @Test
  void aBranchThatIsNotTakenIsNotComputed() {
    assertThat(value("config.l1 > 0 ? 1 : 1 / 0")).isEqualTo(1L);
  }

  @Test
  void namesTheParametersItRefersToWithTheirColumns() {
    assertThat(parse("1 + config.a.b * config['c'] + (has(config.d) ? 1 : 2)").references())
        .containsExactly(
            new Reference(List.of("a", "b"), 5),
            new Reference(List.of("c"), 18),
            new Reference(List.of("d"), 37));
  }
}
