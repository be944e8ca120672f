package dev.tuner.search.searcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.Mode;
import dev.tuner.search.Purpose;
import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.scheduler.RungEntry;
import dev.tuner.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of every searcher that a study can name, also of those yet to be written. */
class SearcherLawsTest {
  private static final SearchSpace SPACE = SearcherContract.space(SearcherContract.SPACE);
  private static final int TRIALS = 40;

  static Stream<String> types() {
    return Searchers.types().stream();
  }

  private static Searcher searcher(String type) {
    var problems = new Problems();
    var searcher = Searchers.read(Map.of("type", type), "/search", problems);
    problems.throwIfAny();
    return searcher;
  }

  private static Map<String, Object> config(int trial) {
    return SPACE.sample(TrialRandom.of(5, trial, Purpose.CONFIG));
  }

  private static double value(int trial, long level) {
    return trial % 11 == 10 ? Double.NaN : TrialRandom.part(trial, level).nextDouble();
  }

  /**
   * What a service that ran all the time knows: every event as it came, the last trials running.
   */
  private static HistoryLedger live(Mode mode) {
    var history = new HistoryLedger(SPACE);
    int sign = mode == Mode.MIN ? 1 : -1;
    for (int trial = 0; trial < TRIALS; trial++) {
      history.started(trial, config(trial));
      if (trial < TRIALS - 3) {
        history.add(entry(trial, 1, mode.loss(sign * value(trial, 1))), config(trial));
        if (trial % 3 == 0) {
          history.add(entry(trial, 3, mode.loss(sign * value(trial, 3))), config(trial));
        }
        history.ended(trial);
      }
    }
    return history;
  }

  /** What a service knows that was started just now: rung by rung, then what runs. */
  private static HistoryLedger rebuilt() {
    var history = new HistoryLedger(SPACE);
    for (long level : new long[] {3, 1}) {
      for (int trial = 0; trial < TRIALS - 3; trial++) {
        if (level == 1 || trial % 3 == 0) {
          double loss = Mode.MIN.loss(value(trial, level));
          history.add(entry(trial, level, loss), config(trial));
        }
      }
    }
    for (int trial = TRIALS - 3; trial < TRIALS; trial++) {
      history.started(trial, config(trial));
    }
    return history;
  }

  private static RungEntry entry(int trial, long level, double loss) {
    return new RungEntry(0, level, trial, loss, RungEntry.Fate.WAITS);
  }

  private static List<Suggestion> suggestions(String type, History history) {
    var suggestions = new ArrayList<Suggestion>();
    for (int number = TRIALS; number < TRIALS + 8; number++) {
      var random = TrialRandom.of(9, number, Purpose.CONFIG);
      suggestions.add(searcher(type).suggest(number, SPACE, history, random));
    }
    return suggestions;
  }

  @ParameterizedTest
  @MethodSource("types")
  void minimisingFIsMaximisingMinusF(String type) {
    assertThat(suggestions(type, live(Mode.MAX))).isEqualTo(suggestions(type, live(Mode.MIN)));
  }

  @ParameterizedTest
  @MethodSource("types")
  void anInstanceThatWasStartedJustNowSuggestsTheSame(String type) {
    assertThat(suggestions(type, rebuilt())).isEqualTo(suggestions(type, live(Mode.MIN)));
  }

  @ParameterizedTest
  @MethodSource("types")
  void completesAPartialPointAndKeepsWhatIsGiven(String type) {
    Map<String, Object> point = Map.of("lr", 0.01, "optimizer", Map.of("name", "sgd"));
    var problems = new Problems();
    var json = Map.of("type", type, "points_to_evaluate", List.of(point));
    var searcher = Searchers.read(json, SPACE, "/search", problems);
    problems.throwIfAny();

    var config = searcher.suggest(0, SPACE, History.none(), TrialRandom.of(1)).config();

    assertThat(config).containsEntry("lr", 0.01);
    Map<?, ?> optimizer = (Map<?, ?>) config.get("optimizer");
    assertThat(optimizer.get("name")).isEqualTo("sgd");
    assertThat(optimizer.get("momentum")).isInstanceOf(Double.class);
    assertThat(SPACE.contains(config)).as("%s", config).isTrue();
  }
}
