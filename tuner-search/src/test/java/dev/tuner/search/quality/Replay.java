package dev.tuner.search.quality;

import dev.tuner.search.Purpose;
import dev.tuner.search.TrialRandom;
import dev.tuner.search.scheduler.Decision;
import dev.tuner.search.scheduler.Judgement;
import dev.tuner.search.scheduler.Progress;
import dev.tuner.search.scheduler.Promotion;
import dev.tuner.search.scheduler.RungEntry;
import dev.tuner.search.scheduler.RungLedger;
import dev.tuner.search.scheduler.TrialScheduler;
import dev.tuner.search.searcher.Basis;
import dev.tuner.search.searcher.HistoryLedger;
import dev.tuner.search.searcher.Searcher;
import dev.tuner.search.searcher.Suggestion;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * A study on a table of real curves, event by event: some workers, each step taking the same time;
 * time 1 is one full training. A proposed config becomes the nearest unused row of the table.
 */
final class Replay {
  private final CurveTable table;
  private final Searcher searcher;
  private final TrialScheduler scheduler;
  private final long seed;
  private final RungLedger rungs = new RungLedger();
  private final HistoryLedger history;
  private final BitSet used = new BitSet();
  private final Map<Integer, Integer> rowOf = new HashMap<>();
  private final Map<Integer, Long> steps = new HashMap<>();
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingDouble(Event::time).thenComparingInt(Event::trial));
  private double now;

  /** A trial is about to report. */
  private record Event(double time, int trial, int bracket, long step) {}

  Replay(CurveTable table, Searcher searcher, TrialScheduler scheduler, long seed) {
    this.table = table;
    this.searcher = searcher;
    this.scheduler = scheduler;
    this.seed = seed;
    this.history = new HistoryLedger(table.space());
  }

  /** The regret of the best loss seen within each of the ascending time budgets. */
  double[] regrets(int workers, double... budgets) {
    double[] regrets = new double[budgets.length];
    double best = Double.POSITIVE_INFINITY;
    int budget = 0;
    while (budget < budgets.length) {
      fill(workers);
      Event event = events.poll();
      now = event == null ? Double.POSITIVE_INFINITY : event.time();
      while (budget < budgets.length && now > budgets[budget] + 1e-9) {
        regrets[budget++] = table.regret(best);
      }
      if (event != null) {
        double loss = table.row(rowOf.get(event.trial())).losses().get((int) event.step() - 1);
        best = Math.min(best, loss);
        report(event, loss);
      }
    }
    return regrets;
  }

  private void report(Event event, double loss) {
    steps.put(event.trial(), event.step());
    Judgement judgement =
        scheduler.judge(new Progress(event.trial(), event.bracket(), event.step(), loss), rungs);
    for (RungEntry entry : judgement.entries()) {
      rungs.add(entry);
      history.add(entry, config(entry.trial()));
    }
    if (judgement.decision().kind() == Decision.Kind.CONTINUE) {
      run(event.trial(), event.bracket());
    } else {
      history.ended(event.trial());
    }
  }

  private void fill(int workers) {
    while (events.size() < workers) {
      Optional<Promotion> promotion = scheduler.promote(rungs, table.size());
      if (promotion.isPresent()) {
        Promotion next = promotion.get();
        rungs.promoted(next.bracket(), next.milestone(), next.trial());
        start(next.trial(), next.bracket());
      } else if (rowOf.size() < table.size()) {
        int trial = rowOf.size();
        rowOf.put(trial, propose(trial));
        start(trial, scheduler.bracket(trial, TrialRandom.of(seed, trial, Purpose.BRACKET)));
      } else {
        return;
      }
    }
  }

  private int propose(int trial) {
    var random = TrialRandom.of(seed, trial, Purpose.CONFIG);
    Suggestion suggestion = searcher.suggest(trial, table.space(), history, random);
    boolean drawn = suggestion.source() == Basis.Source.RANDOM;
    int row =
        drawn
            ? unused(random.nextInt(table.size() - used.cardinality()))
            : table.nearest(table.space().encode(suggestion.config()), used);
    used.set(row);
    return row;
  }

  private int unused(int index) {
    int row = used.nextClearBit(0);
    for (int i = 0; i < index; i++) {
      row = used.nextClearBit(row + 1);
    }
    return row;
  }

  private void start(int trial, int bracket) {
    history.started(trial, config(trial));
    run(trial, bracket);
  }

  private void run(int trial, int bracket) {
    long step = steps.getOrDefault(trial, 0L) + 1;
    events.add(new Event(now + 1.0 / table.steps(), trial, bracket, step));
  }

  private Map<String, Object> config(int trial) {
    return table.row(rowOf.get(trial)).config();
  }
}
