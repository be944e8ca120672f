package dev.tuner.search.space;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Problems;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {

  @Test
  void drawsConfigsOfTheDesignsExampleThatLieInTheSpace() {
    var problems = new Problems();
    Map<String, Object> json =
        Map.of(
            "lr", Map.of("loguniform", List.of(1e-4, 1e-1)),
            "batch_size", Map.of("choice", List.of(32, 64, 128)),
            "l1", Map.of("sample_from", "pow(2, randint(4, 9))"),
            "l2", Map.of("sample_from", "config.l1 / 2"),
            "optimizer",
                Map.of(
                    "choice",
                    List.of(
                        Map.of("name", "adam"),
                        Map.of("name", "sgd", "momentum", Map.of("uniform", List.of(0.8, 0.99))))));
    var space = SearchSpace.read(json, "/space", problems);
    assertThat(problems.list()).isEmpty();
    for (int seed = 0; seed < 100; seed++) {
      var config = space.sample(TrialRandom.of(seed));
      assertThat(space.contains(config)).as("%s", config).isTrue();
      assertThat(config.get("l2")).isEqualTo((Long) config.get("l1") / 2);
    }
    assertThat(space.toJson()).isEqualTo(json);
  }
}
