package dev.tuner.benchmarks.functions;

import dev.tuner.search.Purpose;
import dev.tuner.search.TrialRandom;
import dev.tuner.search.searcher.HistoryLedger;
import dev.tuner.search.searcher.Searcher;
import dev.tuner.search.space.SearchSpace;
import java.util.Map;

/** One study of a function, one trial after the other. */
record FunctionStudy(Function function, Searcher searcher, long seed) {

  /** The least value among so many evaluations. */
  double best(int evaluations) {
    SearchSpace space = Function.space();
    HistoryLedger history = new HistoryLedger(space);
    double best = Double.POSITIVE_INFINITY;
    for (int number = 0; number < evaluations; number++) {
      Map<String, Object> config =
          searcher
              .suggest(number, space, history, TrialRandom.of(seed, number, Purpose.CONFIG))
              .config();
      double value = function.at(config);
      history.started(number, config);
      history.ended(number);
      history.finished(number, config, value);
      best = Math.min(best, value);
    }
    return best;
  }
}
