package dev.tuner.benchmarks.quality;

import dev.tuner.search.Purpose;
import dev.tuner.search.TrialRandom;
import dev.tuner.search.scheduler.Decision;
import dev.tuner.search.scheduler.Judgement;
import dev.tuner.search.scheduler.Promotion;
import dev.tuner.search.scheduler.RungEntry;
import dev.tuner.search.scheduler.RungLedger;
import dev.tuner.search.scheduler.TrialScheduler;
import dev.tuner.search.searcher.HistoryLedger;
import dev.tuner.search.searcher.Searcher;
import dev.tuner.search.searcher.Suggestion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/**
 * One study on a task of real curves, event by event. A free worker takes what the scheduler
 * promotes, or else a new trial.
 */
final class Replay {
  /** Two events less than this apart are at the same time. */
  private static final double SAME_TIME = 1e-9;

  private final Task task;
  private final Searcher searcher;
  private final TrialScheduler scheduler;
  private final long seed;
  private final Supply supply;
  private final RungLedger rungs = new RungLedger();
  private final HistoryLedger history;
  private final List<SimulatedTrial> trials = new ArrayList<>();
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(
          Comparator.comparingDouble(Event::time)
              .thenComparingInt(event -> event.trial().number()));
  private int most = Integer.MAX_VALUE;
  private double now;
  private double best = Double.POSITIVE_INFINITY;
  private double bestInTheEnd = Double.POSITIVE_INFINITY;
  private long steps;
  private long longest;

  /** A trial reports its next step, or ends when its curve does. */
  private record Event(double time, SimulatedTrial trial) {}

  /**
   * What a study had found and spent when it had started all its trials and found nobody to
   * promote.
   *
   * @param regret of the config with the best loss reported, once it is trained to the end
   * @param steps of all trials together
   * @param longest the most steps of one trial
   * @param time in full trainings
   */
  record Spent(double regret, long steps, long longest, double time) {}

  Replay(Task task, Searcher searcher, TrialScheduler scheduler, long seed) {
    this.task = task;
    this.searcher = searcher;
    this.scheduler = scheduler;
    this.seed = seed;
    this.supply = task.supply(seed);
    this.history = new HistoryLedger(task.space());
  }

  /**
   * The regret of the best loss reported by each of the times.
   *
   * @param times ascending, in full trainings
   */
  double[] regrets(int workers, double[] times) {
    double[] regrets = new double[times.length];
    int next = 0;
    while (next < times.length) {
      fill(workers);
      Event event = events.poll();
      now = event == null ? Double.POSITIVE_INFINITY : event.time();
      while (next < times.length && now > times[next] + SAME_TIME) {
        regrets[next++] = task.regret(best);
      }
      if (event != null) {
        follow(event.trial());
      }
    }
    return regrets;
  }

  /**
   * Runs until a free worker finds nobody to promote and all trials have started, as the
   * experiments with PASHA were run; what still trains then is broken off.
   *
   * @param configs how many trials there are, at most as many as the task has
   */
  Spent spend(int workers, int configs) {
    most = configs;
    fill(workers);
    while (events.size() == workers) {
      Event event = events.poll();
      now = event.time();
      follow(event.trial());
      fill(workers);
    }
    return new Spent(task.regret(bestInTheEnd), steps, longest, now);
  }

  private void follow(SimulatedTrial trial) {
    if (trial.isAtTheEnd()) {
      end(trial);
    } else {
      train(trial);
      report(trial);
    }
  }

  private void train(SimulatedTrial trial) {
    trial.train();
    steps++;
    longest = Math.max(longest, trial.progress().step());
    if (trial.loss() < best) {
      best = trial.loss();
      bestInTheEnd = trial.bestInTheEnd();
    }
  }

  private void report(SimulatedTrial trial) {
    Decision decision = append(scheduler.judge(trial.progress(), rungs));
    if (decision.kind() == Decision.Kind.CONTINUE) {
      run(trial);
    } else {
      history.ended(trial.number());
    }
  }

  /** The training ended by itself before the scheduler's last step, or broke off. */
  private void end(SimulatedTrial trial) {
    double loss = trial.hasFailed() ? Double.POSITIVE_INFINITY : trial.loss();
    append(
        trial.hasFailed()
            ? scheduler.fail(trial.progress(), rungs)
            : scheduler.complete(trial.progress(), rungs));
    history.ended(trial.number());
    history.finished(trial.number(), trial.config(), loss);
  }

  private Decision append(Judgement judgement) {
    for (RungEntry entry : judgement.entries()) {
      rungs.add(entry);
      history.add(entry, trials.get(entry.trial()).config());
    }
    return judgement.decision();
  }

  private void fill(int workers) {
    while (events.size() < workers) {
      Optional<Promotion> promotion = scheduler.promote(rungs, task.size());
      if (promotion.isPresent()) {
        Promotion next = promotion.get();
        rungs.promoted(next.bracket(), next.milestone(), next.trial());
        start(trials.get(next.trial()));
      } else if (trials.size() < most && !supply.isEmpty()) {
        start(create(trials.size()));
      } else {
        return;
      }
    }
  }

  private SimulatedTrial create(int number) {
    RandomGenerator random = TrialRandom.of(seed, number, Purpose.CONFIG);
    Suggestion suggestion = searcher.suggest(number, task.space(), history, random);
    Curve curve = supply.take(suggestion, random);
    int bracket = scheduler.bracket(number, TrialRandom.of(seed, number, Purpose.BRACKET));
    SimulatedTrial trial = new SimulatedTrial(number, bracket, curve);
    trials.add(trial);
    return trial;
  }

  private void start(SimulatedTrial trial) {
    history.started(trial.number(), trial.config());
    run(trial);
  }

  private void run(SimulatedTrial trial) {
    events.add(new Event(now + trial.nextDuration(), trial));
  }
}
