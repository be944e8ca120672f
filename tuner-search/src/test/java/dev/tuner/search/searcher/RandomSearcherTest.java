package dev.tuner.search.searcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.definition.Problems;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RandomSearcherTest implements SearcherContract {

  @Override
  public Searcher searcher() {
    return Searchers.read(Map.of("type", "random"), "", new Problems());
  }

  @Test
  void unknownSearchersAndFieldsAreRefusedByName() {
    var problems = new Problems();
    Searchers.read(Map.of("type", "randon"), "/search", problems);
    Searchers.read(Map.of("type", "random", "gamma", 1), "/search", problems);
    assertThat(problems.list())
        .satisfiesExactly(
            problem -> {
              assertThat(problem.pointer()).isEqualTo("/search/type");
              assertThat(problem.detail()).contains("\"randon\"", "\"random\"?");
            },
            problem -> assertThat(problem.pointer()).isEqualTo("/search/gamma"));
  }
}
