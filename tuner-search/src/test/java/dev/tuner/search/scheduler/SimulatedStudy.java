package dev.tuner.search.scheduler;

import dev.tuner.search.Purpose;
import dev.tuner.search.TrialRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/** Does with a scheduler's answers in memory what the service does in its database. */
final class SimulatedStudy {

  /** The loss of a trial at a step. */
  interface Curve {
    double loss(int trial, long step);
  }

  /** One line of the study's log: a report and its answer, or a promotion. */
  record Logged(Progress progress, Decision decision) {}

  private record Running(double time, int trial, int bracket, long step)
      implements Comparable<Running> {
    @Override
    public int compareTo(Running other) {
      int byTime = Double.compare(time, other.time);
      return byTime != 0 ? byTime : Integer.compare(trial, other.trial);
    }
  }

  final RungLedger rungs = new RungLedger();
  final List<Logged> log = new ArrayList<>();
  final Map<Integer, Decision> last = new LinkedHashMap<>();
  private final TrialScheduler scheduler;
  private final Map<Integer, Long> steps = new HashMap<>();
  private final Map<Integer, Integer> brackets = new HashMap<>();

  SimulatedStudy(TrialScheduler scheduler) {
    this.scheduler = scheduler;
  }

  Decision report(int trial, long step, double loss) {
    return report(new Progress(trial, brackets.getOrDefault(trial, 0), step, loss));
  }

  Decision report(Progress progress) {
    Judgement judgement = scheduler.judge(progress, rungs);
    rungs.addAll(judgement.entries());
    log.add(new Logged(progress, judgement.decision()));
    last.put(progress.trial(), judgement.decision());
    return judgement.decision();
  }

  Decision complete(int trial, long step) {
    double loss = rungs.rung(brackets.getOrDefault(trial, 0), step).loss(trial).orElse(0.5);
    Judgement judgement =
        scheduler.complete(new Progress(trial, brackets.getOrDefault(trial, 0), step, loss), rungs);
    rungs.addAll(judgement.entries());
    last.put(trial, judgement.decision());
    return judgement.decision();
  }

  Decision fail(int trial, long step) {
    Judgement judgement = scheduler.fail(new Progress(trial, 0, step, 1), rungs);
    rungs.addAll(judgement.entries());
    return judgement.decision();
  }

  Optional<Promotion> promote() {
    Optional<Promotion> promotion = scheduler.promote(rungs);
    promotion.ifPresent(
        p -> {
          rungs.promoted(p.bracket(), p.milestone(), p.trial());
          log.add(new Logged(new Progress(p.trial(), p.bracket(), p.milestone(), 0), p.decision()));
          last.put(p.trial(), p.decision());
        });
    return promotion;
  }

  /** Runs all trials on some workers, each step taking a random time, until nothing may run. */
  SimulatedStudy run(int workers, int trials, long stride, long seed, Curve curve) {
    RandomGenerator time = TrialRandom.of(seed);
    PriorityQueue<Running> running = new PriorityQueue<>();
    int[] started = {0};
    double now = 0;
    while (true) {
      while (running.size() < workers) {
        Optional<Running> next = next(trials, started, seed, now);
        if (next.isEmpty()) {
          break;
        }
        running.add(next.get());
      }
      if (running.isEmpty()) {
        return this;
      }
      Running first = running.poll();
      now = first.time() + time.nextDouble();
      long step = first.step() + stride;
      steps.put(first.trial(), step);
      Progress progress =
          new Progress(first.trial(), first.bracket(), step, curve.loss(first.trial(), step));
      if (report(progress).kind() == Decision.Kind.CONTINUE && step < 1000) {
        running.add(new Running(now, first.trial(), first.bracket(), step));
      }
    }
  }

  private Optional<Running> next(int trials, int[] started, long seed, double now) {
    Optional<Promotion> promotion = promote();
    if (promotion.isPresent()) {
      int trial = promotion.get().trial();
      return Optional.of(new Running(now, trial, promotion.get().bracket(), steps.get(trial)));
    }
    if (started[0] == trials) {
      return Optional.empty();
    }
    int trial = started[0]++;
    int bracket = scheduler.bracket(trial, TrialRandom.of(seed, trial, Purpose.BRACKET));
    brackets.put(trial, bracket);
    return Optional.of(new Running(now, trial, bracket, 0));
  }
}
