package dev.tuner.search.scheduler;

import dev.tuner.search.Purpose;
import dev.tuner.search.TrialRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Plays a study through with made-up trials, in simulated time: a step takes one unit of it. */
final class Rehearsal {
  private static final int MOST_TRIALS = 2000;
  private static final int MOST_WORKERS = 16;

  /** A trial that is looked at after every step is looked at so often instead. */
  private static final int MOST_REPORTS = 200;

  private static final long SEED = 1;

  private final TrialScheduler scheduler;
  private final double scale;
  private final int trials;
  private final int workers;
  private final RungLedger rungs = new RungLedger();
  private final RandomGenerator chance = TrialRandom.of(SEED);
  private final Map<Integer, Actor> paused = new HashMap<>();
  private final List<TreeMap<Long, Long>> reached = new ArrayList<>();
  private final PriorityQueue<Actor> running =
      new PriorityQueue<>(
          (a, b) -> a.time != b.time ? Long.compare(a.time, b.time) : a.number - b.number);
  private int started;
  private long steps;

  /** One made-up trial. {@code time} is when it reports next. */
  private static final class Actor {
    private final int number;
    private final int bracket;
    private final double quality;
    private long step;
    private long next;
    private long time;

    private Actor(int number, int bracket, double quality) {
      this.number = number;
      this.bracket = bracket;
      this.quality = quality;
    }
  }

  Rehearsal(TrialScheduler scheduler, long trials, int workers) {
    this.scheduler = scheduler;
    this.trials = (int) Math.min(trials, MOST_TRIALS);
    this.scale = (double) trials / this.trials;
    this.workers = Math.max(1, Math.min(workers, MOST_WORKERS));
    for (int bracket = 0; bracket < scheduler.brackets(); bracket++) {
      TreeMap<Long, Long> levels = new TreeMap<>();
      scheduler.milestones(bracket).forEach(level -> levels.put(level, 0L));
      reached.add(levels);
    }
  }

  Forecast play() {
    if (scheduler.maxStep().isEmpty()) {
      return new Forecast(List.of(), OptionalLong.empty());
    }
    fill(0);
    while (!running.isEmpty()) {
      Actor actor = running.remove();
      report(actor);
      fill(actor.time);
    }
    return new Forecast(expected(), OptionalLong.of(Math.round(steps * scale)));
  }

  private void fill(long now) {
    while (running.size() < workers) {
      Optional<Promotion> promotion = scheduler.promote(rungs, trials);
      if (promotion.isPresent()) {
        Promotion promoted = promotion.get();
        rungs.promoted(promoted.bracket(), promoted.milestone(), promoted.trial());
        run(paused.remove(promoted.trial()), now);
      } else if (started < trials) {
        int number = started++;
        RandomGenerator random = TrialRandom.of(SEED, number, Purpose.BRACKET);
        run(new Actor(number, scheduler.bracket(number, random), chance.nextDouble()), now);
      } else {
        return;
      }
    }
  }

  private void run(Actor actor, long now) {
    long last = scheduler.maxStep().getAsLong();
    long stride = Math.max(1, last / MOST_REPORTS);
    long milestone = scheduler.nextMilestone(actor.bracket, actor.step).orElse(last);
    boolean everyStep = milestone == actor.step + 1;
    actor.next =
        everyStep && actor.step > 0
            ? Math.min(last, actor.step + stride)
            : Math.min(last, milestone);
    actor.time = now + actor.next - actor.step;
    running.add(actor);
  }

  private void report(Actor actor) {
    count(actor);
    steps += actor.next - actor.step;
    actor.step = actor.next;
    double loss = actor.quality + 1.0 / actor.step;
    Judgement judgement =
        scheduler.judge(new Progress(actor.number, actor.bracket, actor.step, loss), rungs);
    rungs.addAll(judgement.entries());
    switch (judgement.decision().kind()) {
      case CONTINUE, PROMOTE -> run(actor, actor.time);
      case PAUSE -> paused.put(actor.number, actor);
      case STOP -> {}
    }
  }

  private void count(Actor actor) {
    reached
        .get(actor.bracket % scheduler.brackets())
        .subMap(actor.step, false, actor.next, true)
        .replaceAll((level, count) -> count + 1);
  }

  private List<Forecast.ExpectedRung> expected() {
    List<Forecast.ExpectedRung> expected = new ArrayList<>();
    for (int bracket = 0; bracket < reached.size(); bracket++) {
      int number = bracket;
      reached
          .get(bracket)
          .forEach(
              (level, count) ->
                  expected.add(
                      new Forecast.ExpectedRung(number, level, Math.round(count * scale))));
    }
    return expected;
  }
}
