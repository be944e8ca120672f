package dev.tuner.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.definition.Problems;
import dev.tuner.search.scheduler.Setting;
import dev.tuner.search.scheduler.TrialSchedulers;
import dev.tuner.search.searcher.History;
import dev.tuner.search.searcher.Searchers;
import dev.tuner.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Whatever JSON a caller sends: it is a usable definition or a list of problems, never a crash. */
class DefinitionFuzzTest {
  private static final List<String> DOMAINS =
      List.of(
          "choice",
          "grid_search",
          "uniform",
          "quniform",
          "loguniform",
          "qloguniform",
          "randint",
          "qrandint",
          "lograndint",
          "qlograndint",
          "randn",
          "qrandn",
          "ordered_choice",
          "sample_from",
          "unifrom");

  /** Arguments that are right for at least one domain each. */
  private static final List<Object> ARGUMENTS =
      List.of(
          List.of(1, 10),
          List.of(0.1, 1),
          List.of(8, 64, 8),
          List.of(0.5, 2, 0.5),
          List.of(0, 1),
          List.of(-3, 4),
          List.of(1, 1_000_000),
          List.of(),
          "randint(0, 3) * 2",
          "pow(2, 3)");

  private static final List<Object> SCALARS =
      List.of(
          0,
          1,
          -1,
          2L,
          64,
          0.1,
          -2.5,
          1e-300,
          1e308,
          Double.NaN,
          Double.NEGATIVE_INFINITY,
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          "",
          "text",
          "config.a + 1",
          "config.b / config.a",
          "randint(0, 3)",
          "1 / 0",
          true);

  private static <T> T pick(List<T> list, RandomGenerator random) {
    return list.get(random.nextInt(list.size()));
  }

  private static Object tree(int depth, RandomGenerator random) {
    int kind = random.nextInt(depth == 0 ? 1 : 6);
    return switch (kind) {
      case 0 -> pick(SCALARS, random);
      case 1 -> list(depth, random);
      case 2 -> object(depth, random);
      default -> Map.of(pick(DOMAINS, random), arguments(depth, random));
    };
  }

  private static Object arguments(int depth, RandomGenerator random) {
    return switch (random.nextInt(8)) {
      case 0 -> pick(SCALARS, random);
      case 1, 2 -> list(depth, random);
      default -> pick(ARGUMENTS, random);
    };
  }

  private static List<Object> list(int depth, RandomGenerator random) {
    List<Object> list = new ArrayList<>();
    int size = random.nextInt(5);
    for (int i = 0; i < size; i++) {
      list.add(random.nextInt(60) == 0 ? null : tree(depth - 1, random));
    }
    return list;
  }

  private static Map<String, Object> object(int depth, RandomGenerator random) {
    Map<String, Object> object = new LinkedHashMap<>();
    int size = random.nextInt(4);
    for (int i = 0; i < size; i++) {
      object.put(pick(List.of("a", "b", "c", "a/b", "~", ""), random), tree(depth - 1, random));
    }
    return object;
  }

  @Test
  void aSpaceIsUsableOrNamesItsProblems() {
    int[] usable = new int[1];
    Tries.of(3000, random -> usable[0] += isUsable(random) ? 1 : 0);
    // without usable spaces among them this test would say little
    assertThat(usable[0]).isGreaterThan(150);
  }

  /** Reads a random space; whether it is one with parameters. */
  private static boolean isUsable(RandomGenerator random) {
    Map<String, Object> json = object(3, random);
    var problems = new Problems();
    var space =
        SearchSpace.read(
            json,
            random.nextInt(5) == 0 ? list(1, random) : List.of(),
            "/space",
            "/constraints",
            problems);
    if (!problems.isEmpty()) {
      assertThat(problems.list())
          .allSatisfy(
              problem -> {
                assertThat(problem.pointer()).startsWith("/");
                assertThat(problem.detail()).isNotBlank();
              });
      return false;
    }
    var config = space.sample(TrialRandom.of(1));
    assertThat(space.contains(config)).as("%s in %s", config, json).isTrue();
    double[] point = space.encode(config);
    assertThat(space.contains(space.decode(point, TrialRandom.of(1))) || space.isConstrained())
        .as("%s of %s", config, json)
        .isTrue();
    return !space.dimensions().isEmpty();
  }

  @Test
  void aSearcherOrASchedulerIsUsableOrNamesItsProblems() {
    Tries.of(2000, DefinitionFuzzTest::readAnyPlan);
  }

  private static void readAnyPlan(RandomGenerator random) {
    Map<String, Object> json = new HashMap<>();
    json.put(
        "type",
        pick(
            List.of(
                "random",
                "grid",
                "quasi_random",
                "bohb",
                "tpe",
                "asha",
                "fifo",
                "hyperband",
                "pasha",
                "dehb",
                "threshold",
                "wilcoxon",
                "median_stopping",
                "percentile",
                "patience",
                3,
                "x"),
            random));
    for (String field :
        List.of(
            "max_t",
            "grace_period",
            "reduction_factor",
            "brackets",
            "points_to_evaluate",
            "gamma",
            "num_samples",
            "patience",
            "seed",
            "resolution")) {
      if (random.nextInt(5) == 0) {
        json.put(field, tree(2, random));
      }
    }
    var space = SearchSpace.read(Map.of("a", Map.of("uniform", List.of(0, 1))), "", new Problems());
    var problems = new Problems();
    var searcher = Searchers.read(json, space, "/search", problems);
    if (problems.isEmpty()) {
      var config = searcher.suggest(0, space, History.none(), TrialRandom.of(1)).config();
      assertThat(space.contains(config)).isTrue();
    }
    var others = new Problems();
    var scheduler = TrialSchedulers.read(json, Setting.bare(), "/scheduler", others);
    assertThat(scheduler.milestones(0)).isNotNull();
  }
}
