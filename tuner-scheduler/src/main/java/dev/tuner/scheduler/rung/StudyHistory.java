package dev.tuner.scheduler.rung;

import dev.tuner.scheduler.trial.Trial;
import dev.tuner.search.scheduler.RungEntry;
import dev.tuner.search.searcher.History;
import dev.tuner.search.searcher.HistoryLedger;
import dev.tuner.search.space.SearchSpace;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a study's searcher learns from: the results in the order of the log, and the trials that run
 * now.
 */
final class StudyHistory {

  private final HistoryLedger ledger;
  private final Set<Integer> running = new HashSet<>();

  private final Predicate<Map<String, Object>> comparable;

  /**
   * @param changed whether trials may have configs of a space that the study had before: what does
   *     not lie in its space now teaches nothing, and neither does a trial whose config had no
   *     value
   */
  StudyHistory(SearchSpace space, boolean changed) {
    this.ledger = new HistoryLedger(space);
    this.comparable = changed ? space::contains : config -> !config.isEmpty();
  }

  void reached(RungEntry entry, Map<String, Object> config, double[] losses) {
    if (comparable.test(config)) {
      ledger.add(entry, config, losses);
    }
  }

  void finished(int trial, Map<String, Object> config, double loss, double[] losses) {
    if (comparable.test(config)) {
      ledger.finished(trial, config, loss, losses);
    }
  }

  /** What is told of the trial from here on has another config. */
  void configChanged(int trial) {
    ledger.configChanged(trial);
  }

  /** The history with exactly these trials running. */
  History whileRunning(Collection<Trial> trials) {
    var now = new HashSet<Integer>();
    for (var trial : trials) {
      now.add(trial.number());
      if (running.add(trial.number()) && comparable.test(trial.config())) {
        ledger.started(trial.number(), trial.config());
      }
    }
    running.stream().filter(number -> !now.contains(number)).forEach(ledger::ended);
    running.retainAll(now);
    return ledger;
  }
}
