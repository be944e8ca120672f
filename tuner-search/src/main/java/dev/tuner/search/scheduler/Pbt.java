package dev.tuner.search.scheduler;

import dev.tuner.search.Purpose;
import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Fields;
import dev.tuner.search.expression.ExpressionException;
import dev.tuner.search.scheduler.RungEntry.Fate;
import dev.tuner.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * Population based training: all trials of a study train side by side, and every so many steps the
 * worst take over the weights of one of the best each, and go on with its config, a little changed.
 *
 * <p>Synchronous: every trial pauses at a milestone until the last one has been there or is over;
 * then all go on, so that a few workers train a large population evenly. Asynchronous: a trial is
 * compared with those that were there before it, and pauses only to take over; that wants a worker
 * for each trial. Weights always come from the milestone at which two trials were compared, so that
 * the step of a trial never jumps.
 *
 * <p>A trial whose metric is not a finite number is stopped; it and those that failed leave the
 * population. Of several metrics, the first one counts. Who takes over from whom is a function of
 * the study's seed, the trial and the milestone.
 *
 * @see <a href="https://arxiv.org/abs/1711.09846">Jaderberg et al., Population Based Training of
 *     Neural Networks</a>
 */
record Pbt(PbtSettings settings, Ladder ladder, SearchSpace space, long seed) implements OneLadder {
  static final String TYPE = "pbt";

  /** What the answers of a question depend on. */
  private record Population(Map<String, Object> definition, int trials) {}

  /** Reads everything but the type. */
  static TrialScheduler read(Fields fields, Setting setting) {
    int before = fields.problems().size();
    PbtSettings settings = PbtSettings.read(fields, setting.space());
    return fields.problems().size() > before
        ? new Fifo(OptionalLong.empty())
        : new Pbt(settings, settings.ladder(), setting.space(), setting.seed());
  }

  @Override
  public Judgement judge(Progress progress, Rungs rungs) {
    Climb climb = new Climb(progress, ladder, rungs);
    if (climb.isAtTheEnd()) {
      return climb.complete();
    }
    List<Long> passed = ladder.levels().stream().filter(climb::passes).toList();
    return passed.isEmpty() ? climb.between() : arrive(climb, passed);
  }

  /** Only at the last milestone that it passed, its weights are those it was compared by. */
  private Judgement arrive(Climb climb, List<Long> passed) {
    long last = passed.get(passed.size() - 1);
    Decision decision = decision(climb.progress().loss(), last, climb.rungs().rung(0, last));
    List<RungEntry> entries = new ArrayList<>();
    for (long level : passed) {
      boolean here = level == last && decision.kind() == Decision.Kind.PAUSE;
      Fate fate = here ? Fate.WAITS : Fate.GOES_ON;
      entries.add(climb.entry(level, decision.kind() == Decision.Kind.STOP ? Fate.ENDS : fate));
    }
    return new Judgement(decision, entries);
  }

  private Decision decision(double loss, long level, Rung rung) {
    int n = rung.size() + 1;
    int rank = rung.rankIfAdded(loss);
    if (loss == Double.POSITIVE_INFINITY) {
      String reason = "the metric is not a finite number; rank %d of %d at step %d";
      return decision(Decision.Kind.STOP, level, n, rank, reason.formatted(rank, n, level));
    }
    String place = "rank %d of %d at step %d".formatted(rank, n, level);
    if (settings.synch()) {
      return decision(
          Decision.Kind.PAUSE, level, n, rank, place + " so far; waits until all have been there");
    }
    Quantiles quantiles = quantiles(Quantiles.finite(rung) + 1);
    return decision(
        quantiles.isWorst(rank) ? Decision.Kind.PAUSE : Decision.Kind.CONTINUE,
        level,
        n,
        rank,
        quantiles.k() == 0 ? place : place + "; " + quantiles.words());
  }

  private static Decision decision(Decision.Kind kind, long level, int n, int rank, String reason) {
    return new Decision(kind, false, level, n, rank, null, reason);
  }

  private Quantiles quantiles(int n) {
    return Quantiles.of(n, settings.quantile());
  }

  @Override
  public Judgement complete(Progress last, Rungs rungs) {
    Climb climb = new Climb(last, ladder, rungs);
    return climb.without(climb.endedByItself());
  }

  @Override
  public Judgement cancel(Progress last, Rungs rungs) {
    return new Climb(last, ladder, rungs).without(OneLadder.super.cancel(last, rungs));
  }

  @Override
  public Optional<Promotion> promote(Rungs rungs, int trials) {
    Iterator<Integer> open = rungs.open(new Population(toJson(), trials));
    while (open.hasNext()) {
      open.next();
      Optional<Promotion> promotion = settings.synch() ? together(rungs, trials) : atOnce(rungs);
      if (promotion.isPresent()) {
        return promotion;
      }
      open.remove();
    }
    return Optional.empty();
  }

  /** The next of the first rung that all have reached and from which somebody has yet to go on. */
  private Optional<Promotion> together(Rungs rungs, int trials) {
    int expected = trials;
    for (long level : ladder.levels()) {
      Rung rung = rungs.rung(0, level);
      if (expected == 0 || rung.size() + rung.notes() < expected) {
        return Optional.empty();
      }
      if (rung.waiting() > 0) {
        return next(rung, level);
      }
      expected = rung.promoted();
    }
    return Optional.empty();
  }

  private Optional<Promotion> atOnce(Rungs rungs) {
    return ladder.levels().stream()
        .filter(level -> rungs.rung(0, level).waiting() > 0)
        .findFirst()
        .flatMap(level -> next(rungs.rung(0, level), level));
  }

  private Optional<Promotion> next(Rung rung, long level) {
    return rung.bestWaiting().map(best -> promotion(best, rung, level));
  }

  private Promotion promotion(Rung.Candidate next, Rung rung, long level) {
    Quantiles quantiles = quantiles(Quantiles.finite(rung));
    int donorRank = quantiles.isWorst(next.rank()) ? donorRank(next.trial(), level, quantiles) : 0;
    OptionalInt donor =
        donorRank == 0 ? OptionalInt.empty() : OptionalInt.of(rung.trialAtRank(donorRank));
    String what =
        donor.isEmpty()
            ? "goes on as it is"
            : "takes over from trial %d, rank %d".formatted(donor.getAsInt(), donorRank);
    return new Promotion(
        next.trial(),
        0,
        level,
        rung.size(),
        next.rank(),
        rung.lossAtRank(quantiles.lastKept()),
        Arrival.words(next.rank(), rung.size(), level, what),
        donor);
  }

  private int donorRank(int trial, long level, Quantiles quantiles) {
    return 1 + random(trial, level).nextInt(quantiles.k());
  }

  private RandomGenerator random(int trial, long level) {
    return TrialRandom.part(TrialRandom.seed(seed, trial, Purpose.SCHEDULE), level);
  }

  /** The donor's config as it is, if no change of it lies in the space. */
  @Override
  public Map<String, Object> explore(Promotion promotion, Map<String, Object> config) {
    RandomGenerator random = random(promotion.trial(), promotion.milestone());
    random.nextLong(); // the first one chose the donor
    try {
      Map<String, Object> near = space.explore(config, settings.exploration(), random);
      return space.meetsConstraints(near) ? near : config;
    } catch (ExpressionException e) {
      return config;
    }
  }

  @Override
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", TYPE);
    json.putAll(settings.toJson());
    return json;
  }
}
