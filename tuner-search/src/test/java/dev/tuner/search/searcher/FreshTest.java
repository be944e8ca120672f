package dev.tuner.search.searcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.expression.ExpressionException;
import dev.tuner.search.space.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FreshTest {
  private static final int VALUES = 100;
  private static final int WITHOUT = 77;

  private static SearchSpace space(String expression) {
    var problems = new Problems();
    SearchSpace space =
        SearchSpace.read(
            Map.of(
                "n", Map.of("randint", List.of(0, VALUES)),
                "x", Map.of("sample_from", expression)),
            "/space",
            problems);
    problems.throwIfAny();
    return space;
  }

  private static HistoryLedger tried(SearchSpace space, int but) {
    var history = new HistoryLedger(space);
    for (int n = 0; n < VALUES; n++) {
      if (n != WITHOUT && n != but) {
        history.started(n, Map.of("n", (long) n, "x", 1.0 / (n - WITHOUT)));
      }
    }
    return history;
  }

  @Test
  void aSpaceThatIsUsedUpDoesNotLeadBackToTheConfigWithoutAValue() {
    SearchSpace space = space("1 / (config.n - 77)");
    HistoryLedger history = tried(space, WITHOUT);
    for (int seed = 0; seed < 400; seed++) {
      Suggestion any = Fresh.random(space, history, TrialRandom.of(seed), "drawn");
      assertThat(any.config().get("n")).isNotEqualTo((long) WITHOUT);
      assertThat(any.origin()).contains("exhausted");
    }
  }

  @Test
  void aModelsCandidateWithoutAValueIsPassedOverForTheNext() {
    SearchSpace space = space("1 / (config.n - 77)");
    HistoryLedger history = tried(space, 5);
    Stream<Candidate> candidates =
        Candidate.unscored(
            IntStream.of(WITHOUT, 3, 5).mapToObj(n -> new double[] {(n + 0.5) / VALUES}));
    var model = new Fresh.Model("a model", Basis.of(Basis.Source.MODEL));
    Suggestion suggestion = Fresh.first(candidates, space, history, TrialRandom.of(1), model);
    assertThat(suggestion.config()).containsEntry("n", 5L);
    assertThat(suggestion.origin()).isEqualTo("a model");
  }

  @Test
  void whereNoDrawHasAValueItSaysWhy() {
    RandomGenerator stuck = () -> 0;
    Object drawn = space("config.n").sample(stuck).get("n");
    SearchSpace space = space("1 / (config.n - %s)".formatted(drawn));
    assertThatThrownBy(() -> Fresh.random(space, History.none(), stuck, "drawn"))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining("division by zero");
  }
}
