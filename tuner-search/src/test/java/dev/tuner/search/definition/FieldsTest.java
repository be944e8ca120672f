package dev.tuner.search.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FieldsTest {
  private final Problems problems = new Problems();

  private static Arguments bad(Object value, Consumer<Fields> reading, String... words) {
    return Arguments.of(value, reading, words);
  }

  private static Stream<Arguments> badValues() {
    return Stream.of(
        bad("", f -> f.text("x"), "a text that is not blank", "\"\""),
        bad(7, f -> f.text("x"), "a text", "7"),
        bad("fast", f -> f.oneOf("x", "slow", List.of("slow", "fats")), "slow, fats", "\"fats\"?"),
        bad(0, f -> f.integer("x", 1, 9), "from 1 to 9", "is 0"),
        bad(2.5, f -> f.integer("x", 1, 9, 1), "a whole number", "2.5"),
        bad("3", f -> f.integer("x", 1, 9, 1), "a whole number", "\"3\""),
        bad(0, f -> f.integer("x", 1, Long.MAX_VALUE, 1), "at least 1"),
        bad(1, f -> f.number("x", Range.above(1)), "greater than 1", "is 1"),
        bad(101, f -> f.number("x", Range.openClosed(1, 100), 3), "greater than 1 and at most 100"),
        bad(Double.NaN, f -> f.number("x", Range.any(), 3), "finite", "NaN"),
        bad("yes", f -> f.bool("x", true), "true or false", "\"yes\""),
        bad("30 minutes", f -> f.duration("x", Duration.ZERO, Duration.ZERO), "\"PT30M\""),
        bad("-PT1S", f -> f.duration("x", Duration.ZERO, Duration.ZERO), "at least PT0S"),
        bad(List.of(), f -> f.map("x"), "an object"),
        bad(Map.of(), f -> f.list("x"), "a list"),
        bad(3, f -> f.nested("x"), "an object"));
  }

  @ParameterizedTest
  @MethodSource("badValues")
  void aBadValueIsAProblemThatNamesTheFieldTheValueAndTheFix(
      Object value, Consumer<Fields> reading, String... words) {
    reading.accept(Fields.of(Map.of("x", value), "/study", problems));
    assertThat(problems.list()).hasSize(1);
    assertThat(problems.list().get(0).pointer()).isEqualTo("/study/x");
    assertThat(problems.list().get(0).detail()).contains(words);
  }

  @Test
  void everyProblemIsReportedAtOnce() {
    Fields fields = Fields.of(Map.of("a", 0, "b", "x", "ceed", 1), "", problems);
    fields.text("name");
    fields.integer("a", 1, 5);
    fields.bool("b", false);
    fields.optionalInteger("seed", 0, 9);
    fields.done();
    assertThat(problems.list())
        .extracting(Problem::pointer)
        .containsExactly("/name", "/a", "/b", "/ceed");
    assertThatThrownBy(problems::throwIfAny)
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("did you mean \"seed\"?")
        .hasMessageContaining("/name: is missing");
  }

  @Test
  void defaultsApplyToWhatIsLeftOutOrNull() {
    Map<String, Object> json = new HashMap<>();
    json.put("n", null);
    Fields fields = Fields.of(json, "", problems);
    assertThat(fields.integer("n", 1, 9, 4)).isEqualTo(4);
    assertThat(fields.number("f", Range.any(), 0.5)).isEqualTo(0.5);
    assertThat(fields.nested("deep").bool("flag", true)).isTrue();
    fields.done();
    problems.throwIfAny();
  }

  @Test
  void pointersAreEscaped() {
    Fields.of(Map.of("a/b~c", 1), "", problems).done();
    assertThat(problems.list().get(0).pointer()).isEqualTo("/a~1b~0c");
  }

  @Test
  void wholeDoublesAreIntegers() {
    assertThat(Fields.of(Map.of("n", 3.0), "", problems).integer("n", 1, 9)).isEqualTo(3);
    assertThat(problems.isEmpty()).isTrue();
  }
}
