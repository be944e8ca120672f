package dev.tuner.search.searcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GridSearcherTest implements SearcherContract {

  @Override
  public Searcher searcher() {
    return Searchers.read(Map.of("type", "grid", "resolution", 3), "", new Problems());
  }

  private List<Object> configs(SearchSpace space, int count) {
    List<Object> configs = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      configs.add(
          searcher().suggest(number, space, History.none(), TrialRandom.of(number)).config());
    }
    return configs;
  }

  @Test
  void everyCombinationComesOnceAndThenAgain() {
    var space =
        SearcherContract.space(
            Map.of(
                "lr", Map.of("loguniform", List.of(1, 1000)),
                "n", Map.of("lograndint", List.of(1, 4)),
                "q", Map.of("quniform", List.of(0, 0.2, 0.1)),
                "opt",
                    Map.of(
                        "choice",
                        List.of("a", Map.of("m", Map.of("choice", List.of(1, 2, 3, 4)))))));
    int size = 3 * 3 * 3 * (1 + 4);
    assertThat(space.fullGridSize(3)).isEqualTo(size);
    var configs = configs(space, 2 * size);
    assertThat(configs.subList(0, size)).doesNotHaveDuplicates();
    assertThat(configs.subList(size, 2 * size)).isEqualTo(configs.subList(0, size));
  }

  @Test
  void aParameterWithFewValuesHasAllOfThem() {
    var space = SearcherContract.space(Map.of("n", Map.of("lograndint", List.of(5, 8))));
    assertThat(configs(space, 3))
        .containsExactlyInAnyOrder(Map.of("n", 5L), Map.of("n", 6L), Map.of("n", 7L));
  }

  @Test
  void pointsThatDoNotMeetTheConstraintsAreLeftOut() {
    var problems = new Problems();
    var space =
        SearchSpace.read(
            Map.of(
                "a", Map.of("choice", List.of(1, 2, 3)), "b", Map.of("choice", List.of(1, 2, 3))),
            List.of("config.a < config.b"),
            "",
            "",
            problems);
    assertThat(configs(space, 3))
        .containsExactlyInAnyOrder(
            Map.of("a", 1, "b", 2), Map.of("a", 1, "b", 3), Map.of("a", 2, "b", 3));
    assertThat(configs(space, 4).get(3)).isEqualTo(configs(space, 1).get(0));
  }

  @Test
  void theResolutionHasARange() {
    var problems = new Problems();
    Searchers.read(Map.of("type", "grid", "resolution", 0), "/search", problems);
    assertThat(problems.list()).hasSize(1);
    assertThat(problems.list().get(0).detail()).contains("from 1 to 10000", "is 0");
  }
}
