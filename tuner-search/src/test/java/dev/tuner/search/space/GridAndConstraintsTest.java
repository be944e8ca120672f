package dev.tuner.search.space;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Problem;
import dev.tuner.search.definition.Problems;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GridAndConstraintsTest {
  private static final Map<String, Object> LAYERS =
      Map.of("l1", Map.of("randint", List.of(1, 100)), "l2", Map.of("randint", List.of(1, 100)));

  private final Problems problems = new Problems();

  private SearchSpace read(Map<String, Object> json, Object... constraints) {
    return SearchSpace.read(json, List.of(constraints), "/space", "/constraints", problems);
  }

  @Test
  void successiveTrialsRunTheWholeGridAndDrawTheRest() {
    var space =
        read(
            Map.of(
                "a", Map.of("grid_search", List.of(1, 2, 3)),
                "b", Map.of("c", Map.of("grid_search", List.of("x", "y"))),
                "lr", Map.of("uniform", List.of(0, 1))));
    assertThat(space.gridSize()).isEqualTo(6);
    for (int sample = 0; sample < 3; sample++) {
      Set<List<Object>> cells = new HashSet<>();
      for (int i = 0; i < 6; i++) {
        int number = sample * 6 + i;
        var config = space.sample(TrialRandom.of(number), number);
        cells.add(List.of(config.get("a"), config.get("b")));
        assertThat(space.contains(config)).isTrue();
      }
      assertThat(cells).hasSize(6);
    }
    assertThat(read(LAYERS).gridSize()).isEqualTo(1);
  }

  @Test
  void everyConfigMeetsTheConstraints() {
    var space = read(LAYERS, "config.l2 <= config.l1", "config.l1 % 2 == 0");
    problems.throwIfAny();
    for (int seed = 0; seed < 100; seed++) {
      var config = space.sample(TrialRandom.of(seed));
      assertThat((Long) config.get("l2")).isLessThanOrEqualTo((Long) config.get("l1"));
      assertThat((Long) config.get("l1") % 2).isZero();
    }
    assertThat(space.contains(Map.of("l1", 4, "l2", 4))).isTrue();
    assertThat(space.contains(Map.of("l1", 4, "l2", 5))).isFalse();
  }

  private static Stream<Arguments> badConstraints() {
    return Stream.of(
        Arguments.of("config.l1 <", "column"),
        Arguments.of("config.l3 > 1", "no parameter \"l3\""),
        Arguments.of("config.l1 > randint(0, 5)", "must not draw"),
        Arguments.of(3, "in quotes"));
  }

  @ParameterizedTest
  @MethodSource("badConstraints")
  void aConstraintThatIsNoneIsNamed(Object constraint, String words) {
    read(LAYERS, "config.l1 > 0", constraint);
    assertThat(problems.list()).hasSize(1);
    assertThat(problems.list().get(0).pointer()).isEqualTo("/constraints/1");
    assertThat(problems.list().get(0).detail()).contains(words);
  }

  @Test
  void aConstraintThatNothingMeetsIsRefusedBeforeTheStudyRuns() {
    read(LAYERS, "config.l1 > 1000");
    assertThat(problems.list())
        .extracting(Problem::pointer, Problem::detail)
        .satisfiesExactly(
            tuple -> assertThat(tuple.toString()).contains("/constraints", "none of 2000"));
  }

  @Test
  void aConstraintThatIsNotTrueOrFalseIsRefused() {
    read(LAYERS, "config.l1 + 1");
    assertThat(problems.list()).hasSize(1);
    assertThat(problems.list().get(0).detail()).contains("must be true or false");
  }

  @Test
  void aPartlyGivenConfigIsCompleted() {
    var space =
        read(
            Map.of(
                "l1", Map.of("randint", List.of(1, 100)),
                "l2", Map.of("sample_from", "config.l1 * 2"),
                "opt",
                    Map.of(
                        "choice",
                        List.of(
                            Map.of("name", "adam"),
                            Map.of("name", "sgd", "m", Map.of("uniform", List.of(0, 1)))))));
    for (int seed = 0; seed < 20; seed++) {
      var config = space.complete(Map.of("l1", 7, "opt", Map.of("m", 0.5)), TrialRandom.of(seed));
      assertThat(config)
          .isEqualTo(Map.of("l1", 7, "l2", 14L, "opt", Map.of("name", "sgd", "m", 0.5)));
      assertThat(space.contains(space.complete(Map.of(), TrialRandom.of(seed)))).isTrue();
    }
  }

  @Test
  void whatCannotBeCompletedIsNamed() {
    var space =
        read(
            Map.of(
                "l1", Map.of("randint", List.of(1, 100)),
                "l2", Map.of("sample_from", "config.l1 * 2"),
                "c", Map.of("choice", List.of("a", "b")),
                "g", Map.of("grid_search", List.of(1, 2)),
                "fixed", 1));
    space.checkPartial(
        Map.of("l1", 100, "l2", 3, "c", "d", "g", 3, "fixed", 2, "l11", 4), "/p/0", problems);
    assertThat(problems.list())
        .extracting(Problem::pointer)
        .containsExactlyInAnyOrder(
            "/p/0/l1", "/p/0/l2", "/p/0/c", "/p/0/g", "/p/0/fixed", "/p/0/l11");
    assertThat(problems.list().toString())
        .contains("100, outside of randint[1, 100]", "leave it out", "\"d\" is none of the 2");
  }
}
