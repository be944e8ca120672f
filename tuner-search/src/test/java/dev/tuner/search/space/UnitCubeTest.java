package dev.tuner.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tuner.search.TrialRandom;
import dev.tuner.search.Tries;
import dev.tuner.search.definition.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnitCubeTest {
  private static final Map<String, Object> EVERYTHING =
      Map.ofEntries(
          Map.entry("uniform", Map.of("uniform", List.of(-3, 7))),
          Map.entry("huge", Map.of("uniform", List.of(-1e308, 1e308))),
          Map.entry("loguniform", Map.of("loguniform", List.of(1e-6, 1e3))),
          Map.entry("quniform", Map.of("quniform", List.of(-0.3, 0.9, 0.1))),
          Map.entry("qloguniform", Map.of("qloguniform", List.of(0.01, 1, 0.01))),
          Map.entry("randint", Map.of("randint", List.of(-5, 1000))),
          Map.entry("qrandint", Map.of("qrandint", List.of(-16, 512, 16))),
          Map.entry("lograndint", Map.of("lograndint", List.of(1, 100_000))),
          Map.entry("qlograndint", Map.of("qlograndint", List.of(8, 4096, 8))),
          Map.entry("randn", Map.of("randn", List.of(2, 3))),
          Map.entry("qrandn", Map.of("qrandn", List.of(2, 3, 0.5))),
          Map.entry("ordered", Map.of("ordered_choice", List.of("s", "m", "l"))),
          Map.entry("choice", Map.of("choice", List.of(1, "two", List.of(3), true))),
          Map.entry("grid", Map.of("grid_search", List.of(0.1, 0.2, 0.3))),
          Map.entry("derived", Map.of("sample_from", "config.randint * 2")),
          Map.entry("fixed", 12),
          Map.entry(
              "branch",
              Map.of(
                  "choice",
                  List.of(
                      Map.of("kind", "a", "x", Map.of("uniform", List.of(0, 1))),
                      Map.of(
                          "kind",
                          "b",
                          "y",
                          Map.of("choice", List.of(0, Map.of("randint", List.of(5, 9)))))))));

  private static SearchSpace space() {
    var problems = new Problems();
    var space = SearchSpace.read(EVERYTHING, "/space", problems);
    problems.throwIfAny();
    return space;
  }

  private static void assertSame(Object actual, Object expected) {
    if (expected instanceof Map<?, ?> map) {
      assertThat(((Map<?, ?>) actual).keySet()).isEqualTo(map.keySet());
      map.forEach((name, value) -> assertSame(((Map<?, ?>) actual).get(name), value));
    } else if (expected instanceof Double number) {
      assertThat((Double) actual).isCloseTo(number, within(1e-9 * Math.max(1, Math.abs(number))));
    } else {
      assertThat(actual).isEqualTo(expected);
    }
  }

  @Test
  void aConfigComesBackFromTheCube() {
    Tries.of(
        300,
        random -> {
          long seed = random.nextLong();
          var space = space();
          var config = space.sample(TrialRandom.of(seed));
          double[] point = space.encode(config);
          var again = space.decode(point, TrialRandom.of(seed + 1));
          assertSame(again, config);
          assertThat(space.contains(again)).isTrue();
          for (double coordinate : point) {
            assertThat(Double.isNaN(coordinate) || (coordinate >= 0 && coordinate <= 1)).isTrue();
          }
        });
  }

  @Test
  void everyPointOfTheCubeIsAConfigEvenItsCorners() {
    var space = space();
    for (double corner : new double[] {0, 1e-300, 0.5, Math.nextDown(1.0), 1}) {
      double[] point = new double[space.dimensions().size()];
      Arrays.fill(point, corner);
      var config = space.decode(point, TrialRandom.of(1));
      assertThat(space.contains(config)).as("%s", config).isTrue();
    }
  }

  @Test
  void parametersThatAConfigDoesNotHaveAreNan() {
    var space = space();
    for (int seed = 0; seed < 30; seed++) {
      var config = space.sample(TrialRandom.of(seed));
      double[] point = space.encode(config);
      boolean isA = ((Map<?, ?>) config.get("branch")).get("kind").equals("a");
      for (int i = 0; i < point.length; i++) {
        String name = space.dimensions().get(i).name();
        if (name.equals("branch.x")) {
          assertThat(Double.isNaN(point[i])).isEqualTo(!isA);
        } else if (!name.startsWith("branch.y")) {
          assertThat(point[i]).isNotNaN();
        }
      }
    }
  }

  @Test
  void dimensionsSayWhatTheyAre() {
    assertThat(space().dimensions())
        .contains(
            new Dimension("uniform", Dimension.Kind.CONTINUOUS, Long.MAX_VALUE, 0),
            new Dimension("randint", Dimension.Kind.DISCRETE, 1005, 0),
            new Dimension("quniform", Dimension.Kind.DISCRETE, 13, 0),
            new Dimension("ordered", Dimension.Kind.DISCRETE, 3, 0),
            new Dimension("choice", Dimension.Kind.CATEGORICAL, 4, 0),
            new Dimension("grid", Dimension.Kind.CATEGORICAL, 3, 0))
        .noneMatch(dimension -> dimension.name().equals("derived"));
  }
}
