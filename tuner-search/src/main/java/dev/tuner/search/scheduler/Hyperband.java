package dev.tuner.search.scheduler;

import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Range;
import dev.tuner.search.scheduler.RungEntry.Fate;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * Synchronous Hyperband. Trials fill one bracket after the other; in a bracket every trial pauses
 * at its milestone, and when the last one of its rung has arrived or ended, the best go on. Older
 * brackets are served first; a worker that finds nothing to promote starts the next trial, so
 * nobody waits. A trial that is withdrawn while it is paused leaves its place to the next best.
 *
 * <p>Milestones count up from the grace period as ASHA's do (then {@code max_t} need not be a
 * power, and one too near to it is left out), or down from {@code max_t} as in the paper.
 *
 * <p>A study whose number of trials ends in the middle of a bracket makes that bracket smaller, in
 * every rung alike; when the study is extended, the bracket is filled up. A trial that is cancelled
 * or ends by itself is not waited for. {@link #promote} looks only into brackets where something
 * has changed since it found nothing there.
 *
 * @see <a href="https://jmlr.org/papers/v18/16-558.html">Li et al., Hyperband: A Novel Bandit-Based
 *     Approach to Hyperparameter Optimization</a>
 */
record Hyperband(Map<String, Object> json, HyperbandTable table) implements TrialScheduler {
  static final String TYPE = "hyperband";

  /** Hyperband for BOHB's proposals, as one word. */
  static final String BOHB = "bohb";

  private static final String CEIL = "ceil";
  private static final String FLOOR = "floor";
  private static final String FROM_GRACE_PERIOD = "from_grace_period";
  private static final String FROM_MAX_T = "from_max_t";

  /** Keeps a bracket's size an int and the number of brackets readable. */
  private static final long MOST_TRIALS = 1_000_000;

  /** What a bracket's sizes depend on. */
  record Sizes(HyperbandTable table, int trials) {}

  /** Reads everything but the type. */
  static TrialScheduler read(Fields fields, String type) {
    int before = fields.problems().size();
    long maxT = fields.integer("max_t", 1, Ladder.LONGEST);
    long grace = fields.integer("grace_period", 1, Ladder.LONGEST, 1);
    double factor = fields.number("reduction_factor", Range.closed(1.5, 1000), 3);
    String sizes = fields.oneOf("bracket_sizes", CEIL, List.of(CEIL, FLOOR));
    String levels =
        fields.oneOf("levels", FROM_GRACE_PERIOD, List.of(FROM_GRACE_PERIOD, FROM_MAX_T));
    if (fields.problems().size() == before && grace > maxT) {
      fields.problem(
          "grace_period", "is %d, above max_t = %d: make it smaller".formatted(grace, maxT));
    }
    if (fields.problems().size() > before) {
      return new Fifo(OptionalLong.empty());
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", type);
    json.put("grace_period", grace);
    json.put("reduction_factor", factor);
    json.put("max_t", maxT);
    json.put("bracket_sizes", sizes);
    json.put("levels", levels);
    var convention = sizes.equals(CEIL) ? HyperbandTable.Sizes.CEIL : HyperbandTable.Sizes.FLOOR;
    HyperbandTable table =
        levels.equals(FROM_MAX_T)
            ? HyperbandTable.fromTheLastStep(grace, factor, maxT, convention)
            : HyperbandTable.fromTheGracePeriod(grace, factor, maxT, convention);
    if (table.trials() > MOST_TRIALS) {
      fields.problem(
          "grace_period",
          "makes brackets of %d trials together, at most %d: raise it"
              .formatted(table.trials(), MOST_TRIALS));
    }
    return new Hyperband(json, table);
  }

  @Override
  public Judgement judge(Progress progress, Rungs rungs) {
    Climb climb = climb(progress, rungs);
    if (climb.isAtTheEnd()) {
      return climb.complete();
    }
    for (long level : climb.ladder().levels()) {
      if (climb.passes(level)) {
        return arrive(climb, level);
      }
    }
    return climb.between();
  }

  private Climb climb(Progress progress, Rungs rungs) {
    return new Climb(progress, table.get(progress.bracket()).ladder(), rungs);
  }

  private static Judgement arrive(Climb climb, long level) {
    double loss = climb.progress().loss();
    Rung rung = climb.rungs().rung(climb.progress().bracket(), level);
    int n = rung.size() + 1;
    int rank = rung.rankIfAdded(loss);
    boolean finite = loss < Double.POSITIVE_INFINITY;
    Decision decision =
        new Decision(
            finite ? Decision.Kind.PAUSE : Decision.Kind.STOP,
            false,
            level,
            n,
            rank,
            null,
            (finite ? "" : "the metric is not a finite number; ")
                + "rank %d of %d at step %d so far".formatted(rank, n, level));
    return new Judgement(decision, List.of(climb.entry(level, finite ? Fate.WAITS : Fate.ENDS)));
  }

  @Override
  public Judgement complete(Progress last, Rungs rungs) {
    Climb climb = climb(last, rungs);
    return climb.without(climb.endedByItself());
  }

  @Override
  public Judgement fail(Progress last, Rungs rungs) {
    return climb(last, rungs).fail();
  }

  @Override
  public Judgement cancel(Progress last, Rungs rungs) {
    return climb(last, rungs).without(TrialScheduler.super.cancel(last, rungs));
  }

  @Override
  public Optional<Promotion> promote(Rungs rungs, int trials) {
    Iterator<Integer> open = rungs.open(new Sizes(table, trials));
    while (open.hasNext()) {
      Optional<Promotion> promotion = promote(open.next(), rungs, trials);
      if (promotion.isPresent()) {
        return promotion;
      }
      open.remove();
    }
    return Optional.empty();
  }

  private Optional<Promotion> promote(int number, Rungs rungs, int trials) {
    List<Integer> sizes = table.sizes(number, trials);
    Ladder ladder = table.get(number).ladder();
    int expected = sizes.get(0);
    for (int i = 0; i < ladder.size(); i++) {
      long level = ladder.level(i);
      Rung rung = rungs.rung(number, level);
      if (expected == 0 || rung.size() + rung.notes() < expected) {
        return Optional.empty();
      }
      int goOn = sizes.get(i + 1);
      if (rung.promoted() < goOn && rung.waiting() > 0) {
        return rung.bestWaiting().map(best -> promotion(best, number, level, rung, goOn));
      }
      expected = rung.promoted();
    }
    return Optional.empty();
  }

  private static Promotion promotion(
      Rung.Candidate best, int bracket, long level, Rung rung, int goOn) {
    String reason =
        Arrival.words(
            best.rank(), rung.size(), level, "%d %s on".formatted(goOn, goOn == 1 ? "goes" : "go"));
    double cutoff = rung.lossAtRank(Math.min(goOn, rung.size()));
    return new Promotion(
        best.trial(),
        bracket,
        level,
        rung.size(),
        best.rank(),
        // places of those who were withdrawn go to worse ones
        Math.max(cutoff, best.loss()),
        reason);
  }

  @Override
  public int bracket(int trialNumber, RandomGenerator random) {
    return table.bracketOf(trialNumber);
  }

  @Override
  public OptionalLong nextMilestone(int bracket, long step) {
    return table.get(bracket).ladder().after(step);
  }

  @Override
  public OptionalLong maxStep() {
    return OptionalLong.of(table.get(0).ladder().maxT());
  }

  @Override
  public List<Long> milestones(int bracket) {
    return table.get(bracket).ladder().milestones();
  }

  @Override
  public int brackets() {
    return table.brackets().size();
  }

  @Override
  public Optional<String> searcher() {
    return json.get("type").equals(BOHB) ? Optional.of(BOHB) : Optional.empty();
  }

  @Override
  public Map<String, Object> toJson() {
    return new LinkedHashMap<>(json);
  }
}
