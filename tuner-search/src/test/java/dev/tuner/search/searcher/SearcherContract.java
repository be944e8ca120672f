package dev.tuner.search.searcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.Purpose;
import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.scheduler.RungEntry;
import dev.tuner.search.space.SearchSpace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every searcher must keep, whatever it believes. */
interface SearcherContract {

  /** A space with everything that a space may have. */
  Map<String, Object> SPACE =
      Map.of(
          "lr", Map.of("loguniform", List.of(1e-4, 1e-1)),
          "dropout", Map.of("uniform", List.of(0, 0.5)),
          "width", Map.of("randint", List.of(1, 65)),
          "batch", Map.of("choice", List.of(32, 64, 128)),
          "half", Map.of("sample_from", "config.width / 2"),
          "seedling", Map.of("sample_from", "randint(0, 10)"),
          "fixed", Map.of("a", 1, "b", List.of(1, 2)),
          "optimizer",
              Map.of(
                  "choice",
                  List.of(
                      Map.of("name", "adam"),
                      Map.of("name", "sgd", "momentum", Map.of("uniform", List.of(0.8, 0.99))))));

  Searcher searcher();

  static SearchSpace space(Map<String, Object> json) {
    var problems = new Problems();
    var space = SearchSpace.read(json, "/space", problems);
    problems.throwIfAny();
    return space;
  }

  /** Random configs in two rungs, some of them failed, and some running. */
  static HistoryLedger history(SearchSpace space, int trials) {
    var history = new HistoryLedger(space);
    for (int trial = 0; trial < trials; trial++) {
      var config = space.sample(TrialRandom.of(99, trial, Purpose.CONFIG));
      history.started(trial, config);
      if (trial % 7 != 6) {
        double loss = TrialRandom.of(trial).nextDouble();
        history.add(new RungEntry(0, 1, trial, loss, RungEntry.Fate.WAITS), config);
        if (trial % 3 == 0) {
          double later = trial % 2 == 0 ? loss / 2 : Double.POSITIVE_INFINITY;
          history.add(new RungEntry(0, 3, trial, later, RungEntry.Fate.WAITS), config);
        }
        history.ended(trial);
      }
    }
    return history;
  }

  @Test
  default void theSameSeedGivesTheSameSuggestion() {
    var space = space(SPACE);
    for (int trials : List.of(0, 5, 100)) {
      var history = history(space, trials);
      for (int number = trials; number < trials + 20; number++) {
        var first =
            searcher().suggest(number, space, history, TrialRandom.of(1, number, Purpose.CONFIG));
        var again =
            searcher().suggest(number, space, history, TrialRandom.of(1, number, Purpose.CONFIG));
        assertThat(again).isEqualTo(first);
      }
    }
  }

  @Test
  default void staysInsideTheSpace() {
    var space = space(SPACE);
    for (int trials : List.of(0, 5, 20, 100)) {
      var history = history(space, trials);
      for (int number = trials; number < trials + 50; number++) {
        var suggestion =
            searcher().suggest(number, space, history, TrialRandom.of(2, number, Purpose.CONFIG));
        assertThat(space.contains(suggestion.config())).as("%s", suggestion).isTrue();
        assertThat(suggestion.origin()).isNotBlank();
        if (suggestion.source() == Basis.Source.MODEL) {
          assertThat(searcher().learns()).as("%s", suggestion).isTrue();
        }
        tellsWhatItRestsOn(suggestion, trials);
      }
    }
  }

  /** A model says how much it knows; what rests on no model has no numbers. */
  private static void tellsWhatItRestsOn(Suggestion suggestion, int trials) {
    var basis = suggestion.basis();
    if (suggestion.source() != Basis.Source.MODEL) {
      assertThat(basis).as("%s", suggestion).isEqualTo(Basis.of(suggestion.source()));
    }
    basis.observations().ifPresent(count -> assertThat(count).isBetween(1, trials));
    basis
        .score()
        .ifPresent(
            score -> assertThat(score.value()).as("%s", suggestion).isNotNegative().isFinite());
  }

  @Test
  default void hasAnAnswerForASpaceOfOneConfigHoweverOftenItWasTried() {
    var space = space(Map.of("a", 1, "b", Map.of("choice", List.of("x"))));
    var history = history(space, 50);
    var suggestion = searcher().suggest(50, space, history, TrialRandom.of(3));
    assertThat(suggestion.config()).isEqualTo(Map.of("a", 1, "b", "x"));
  }

  @Test
  default void meetsTheConstraints() {
    var problems = new Problems();
    Map<String, Object> json =
        Map.of("a", Map.of("randint", List.of(0, 100)), "b", Map.of("randint", List.of(0, 100)));
    var space =
        SearchSpace.read(json, List.of("config.a <= config.b"), "/space", "/constraints", problems);
    problems.throwIfAny();
    var history = history(space, 60);
    for (int number = 60; number < 100; number++) {
      var config = searcher().suggest(number, space, history, TrialRandom.of(number)).config();
      assertThat(space.contains(config)).as("%s", config).isTrue();
    }
  }

  @Test
  default void onlyALearningSearcherLooksAtTheHistory() {
    var space = space(Map.of("x", Map.of("uniform", List.of(0, 1))));
    var history = history(space, 60);
    long different = 0;
    for (int number = 60; number < 90; number++) {
      var with = searcher().suggest(number, space, history, TrialRandom.of(number));
      var without = searcher().suggest(number, space, History.none(), TrialRandom.of(number));
      different += with.equals(without) ? 0 : 1;
    }
    assertThat(different > 0).isEqualTo(searcher().learns());
  }

  @Test
  default void readingItsDefinitionGivesAnEqualSearcher() {
    var problems = new Problems();
    var again = Searchers.read(searcher().toJson(), "", problems);
    assertThat(problems.list()).isEmpty();
    assertThat(again).isEqualTo(searcher());
  }
}
