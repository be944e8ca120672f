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

    /** All losses where there are several, the first one's first. */
    default List<Double> losses(int trial, long step) {
      return List.of();
    }
  }

  /** What happens to a trial instead of its next report. */
  enum Mishap {
    NONE,
    FAILS,
    IS_CANCELLED,
    ENDS_BY_ITSELF,
    /** Another trial, which is paused, is cancelled. */
    A_PAUSED_ONE_IS_CANCELLED
  }

  /** Decides what happens; most often nothing does. */
  interface Mishaps {
    Mishap before(int trial, long step);

    /** Each with the same share of {@code one} event in {@code of}. */
    static Mishaps random(long seed, int of) {
      return (trial, step) -> {
        int pick = TrialRandom.part(seed, trial * 10_000L + step).nextInt(of);
        List<Mishap> all = List.of(Mishap.values());
        Mishap mishap = pick < all.size() ? all.get(pick) : Mishap.NONE;
        return mishap == Mishap.ENDS_BY_ITSELF && step == 0 ? Mishap.FAILS : mishap;
      };
    }
  }

  /** One line of the study's log: a report and its answer, or a promotion. */
  record Logged(Progress progress, Decision decision) {}

  /** What may happen in a study, as its log tells it. */
  enum What {
    REPORT,
    PROMOTION,
    FAILURE,
    END,
    CANCELLATION,
    WITHDRAWAL
  }

  /** One event and the scheduler's answer. */
  record Event(What what, Progress progress, Decision decision) {}

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
  final List<Event> events = new ArrayList<>();
  final Map<Integer, Decision> last = new LinkedHashMap<>();
  private final TrialScheduler scheduler;
  private final int trials;
  private final Map<Integer, Long> steps = new HashMap<>();
  private final Map<Integer, Integer> brackets = new HashMap<>();

  SimulatedStudy(TrialScheduler scheduler) {
    this(scheduler, Integer.MAX_VALUE);
  }

  SimulatedStudy(TrialScheduler scheduler, int trials) {
    this.scheduler = scheduler;
    this.trials = trials;
  }

  Decision report(int trial, long step, double loss) {
    return report(new Progress(trial, brackets.getOrDefault(trial, 0), step, loss));
  }

  Decision report(Progress progress) {
    Judgement judgement = scheduler.judge(progress, rungs);
    rungs.addAll(judgement.entries());
    log.add(new Logged(progress, judgement.decision()));
    events.add(new Event(What.REPORT, progress, judgement.decision()));
    last.put(progress.trial(), judgement.decision());
    return judgement.decision();
  }

  Decision complete(int trial, long step) {
    double loss = rungs.rung(brackets.getOrDefault(trial, 0), step).loss(trial).orElse(0.5);
    return end(What.END, progress(trial, step, loss));
  }

  Decision cancel(int trial, long step) {
    return end(What.CANCELLATION, progress(trial, step, 1));
  }

  Decision fail(int trial, long step) {
    return end(What.FAILURE, progress(trial, step, 1));
  }

  private Progress progress(int trial, long step, double loss) {
    return new Progress(trial, brackets.getOrDefault(trial, 0), step, loss);
  }

  private Decision end(What what, Progress progress) {
    Judgement judgement =
        switch (what) {
          case END -> scheduler.complete(progress, rungs);
          case CANCELLATION -> scheduler.cancel(progress, rungs);
          default -> scheduler.fail(progress, rungs);
        };
    rungs.addAll(judgement.entries());
    events.add(new Event(what, progress, judgement.decision()));
    last.put(progress.trial(), judgement.decision());
    return judgement.decision();
  }

  private Decision withdraw(Progress progress) {
    Decision decision = Decision.stop("cancelled while it was paused");
    rungs.withdraw(progress.trial());
    events.add(new Event(What.WITHDRAWAL, progress, decision));
    last.put(progress.trial(), decision);
    return decision;
  }

  /** Lets the same happen as in another study; the answer is this one's own. */
  Decision again(Event event) {
    return switch (event.what()) {
      case REPORT -> report(event.progress());
      case PROMOTION -> promote().orElseThrow().decision();
      case WITHDRAWAL -> withdraw(event.progress());
      case FAILURE, END, CANCELLATION -> end(event.what(), event.progress());
    };
  }

  Optional<Promotion> promote() {
    Optional<Promotion> promotion = scheduler.promote(rungs, trials);
    promotion.ifPresent(
        p -> {
          rungs.promoted(p.bracket(), p.milestone(), p.trial());
          Progress promoted = new Progress(p.trial(), p.bracket(), p.milestone(), 0);
          log.add(new Logged(promoted, p.decision()));
          events.add(new Event(What.PROMOTION, promoted, p.decision()));
          last.put(p.trial(), p.decision());
        });
    return promotion;
  }

  /** Runs all trials on some workers, each step taking a random time, until nothing may run. */
  SimulatedStudy run(int workers, long stride, long seed, Curve curve) {
    return run(workers, stride, seed, curve, (trial, step) -> Mishap.NONE);
  }

  SimulatedStudy run(int workers, long stride, long seed, Curve curve, Mishaps mishaps) {
    RandomGenerator time = TrialRandom.of(seed);
    PriorityQueue<Running> running = new PriorityQueue<>();
    int[] started = {0};
    double now = 0;
    while (true) {
      while (running.size() < workers) {
        Optional<Running> next = next(started, seed, now);
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
      if (goesOn(first, step, curve, mishaps.before(first.trial(), first.step()))) {
        running.add(new Running(now, first.trial(), first.bracket(), step));
      }
    }
  }

  private boolean goesOn(Running run, long step, Curve curve, Mishap mishap) {
    int trial = run.trial();
    switch (mishap) {
      case FAILS -> fail(trial, run.step());
      case IS_CANCELLED -> cancel(trial, run.step());
      case ENDS_BY_ITSELF -> complete(trial, run.step());
      case A_PAUSED_ONE_IS_CANCELLED ->
          last.entrySet().stream()
              .filter(other -> other.getValue().kind() == Decision.Kind.PAUSE)
              .map(Map.Entry::getKey)
              .findFirst()
              .ifPresent(other -> withdraw(progress(other, steps.get(other), 1)));
      case NONE -> {}
    }
    if (mishap != Mishap.NONE && mishap != Mishap.A_PAUSED_ONE_IS_CANCELLED) {
      return false;
    }
    steps.put(trial, step);
    Progress progress =
        new Progress(
            trial, run.bracket(), step, curve.loss(trial, step), curve.losses(trial, step));
    return report(progress).kind() == Decision.Kind.CONTINUE && step < 1000;
  }

  private Optional<Running> next(int[] started, long seed, double now) {
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
