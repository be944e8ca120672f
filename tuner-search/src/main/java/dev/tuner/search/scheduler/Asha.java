package dev.tuner.search.scheduler;

import dev.tuner.search.definition.Fields;
import dev.tuner.search.scheduler.RungEntry.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * Asynchronous successive halving.
 *
 * <p>Rung j lets the best {@code floor(n * level j / level j+1)} of its n trials go on. In the
 * promotion variant every trial pauses at a milestone unless it is the very trial that a free
 * worker would take next, in which case it goes on at once. In the stopping variant a trial that
 * reaches a milestone goes on only if it is among the best, itself included; while the share is
 * less than one trial, only a new best goes on. Ties rank by arrival. A loss that is not finite is
 * recorded as worst and stops the trial.
 *
 * <p>With the rule {@code quantile} the share is a quantile of the losses instead of a rank, as in
 * Syne Tune.
 *
 * <p>Where the study has several metrics, a rung is ranked by all of them: by non-dominated front,
 * and inside a front the less crowded first ({@link Fronts}). A trial with one loss that is not
 * finite counts as worst.
 *
 * <p>With several brackets, each has rungs of its own; bracket s starts s rungs higher. A trial
 * draws its bracket with a weight proportional to the number of trials that synchronous Hyperband
 * would start there (as Syne Tune does), which gives each bracket about the same work.
 *
 * @see <a href="https://arxiv.org/abs/1810.05934">Li et al., A System for Massively Parallel
 *     Hyperparameter Tuning</a>
 * @see <a href="https://arxiv.org/abs/2106.12639">Schmucker et al., Multi-objective Asynchronous
 *     Successive Halving</a>
 */
record Asha(AshaSettings settings, AshaRule rule, Ladders ladders) implements TrialScheduler {
  static final String TYPE = "asha";

  /** Reads everything but the type. */
  static TrialScheduler read(Fields fields, Setting setting) {
    return read(fields, setting, 1);
  }

  /** What a study gets that names {@code max_t} but no type. */
  static TrialScheduler readByDefault(Fields fields, Setting setting) {
    long maxT = fields.integer("max_t", 1, Ladder.LONGEST);
    return read(fields, setting, Math.max(1, Math.min(3, maxT / 9)));
  }

  private static TrialScheduler read(Fields fields, Setting setting, long usualGrace) {
    int before = fields.problems().size();
    AshaSettings settings = AshaSettings.read(fields, usualGrace);
    settings.checkMetrics(setting.metrics(), fields);
    return fields.problems().size() > before
        ? new Fifo(OptionalLong.empty())
        : new Asha(
            settings,
            settings.ashaRule(setting.metrics() > 1),
            Ladders.of(settings.ladder(), settings.brackets()));
  }

  @Override
  public Judgement judge(Progress progress, Rungs rungs) {
    Climb climb = climb(progress, rungs);
    if (climb.isAtTheEnd()) {
      return climb.complete();
    }
    List<RungEntry> entries = new ArrayList<>();
    Decision decision = null;
    for (int rung = 0; rung < climb.ladder().size(); rung++) {
      long level = climb.ladder().level(rung);
      if (climb.passes(level)) {
        decision = decide(climb, rung);
        entries.add(climb.entry(level, fate(decision)));
        if (decision.kind() != Decision.Kind.CONTINUE) {
          break;
        }
      }
    }
    return decision == null ? climb.between() : new Judgement(decision, entries);
  }

  private Decision decide(Climb climb, int rung) {
    Arrival arrival = Arrival.of(climb, rung, rule);
    if (arrival.loss() == Double.POSITIVE_INFINITY) {
      return arrival.decision(
          Decision.Kind.STOP, "the metric is not a finite number; " + arrival.words());
    }
    int bracket = climb.progress().bracket();
    return rule.decide(
        arrival, () -> promotionBefore(bracket, arrival.level(), climb.rungs()).isPresent());
  }

  private static Fate fate(Decision decision) {
    return switch (decision.kind()) {
      case CONTINUE, PROMOTE -> Fate.GOES_ON;
      case PAUSE -> Fate.WAITS;
      case STOP -> Fate.ENDS;
    };
  }

  private Climb climb(Progress progress, Rungs rungs) {
    return new Climb(progress, ladders.get(progress.bracket()), rungs);
  }

  @Override
  public Judgement complete(Progress last, Rungs rungs) {
    return climb(last, rungs).endedByItself();
  }

  @Override
  public Judgement fail(Progress last, Rungs rungs) {
    return climb(last, rungs).fail();
  }

  @Override
  public Optional<Promotion> promote(Rungs rungs, int trials) {
    return promotionBefore(-1, 0, rungs);
  }

  /** The promotion that comes first, looking only at rungs served before the given one. */
  private Optional<Promotion> promotionBefore(int bracket, long level, Rungs rungs) {
    for (Ladders.Spot spot : ladders.descending()) {
      if (spot.bracket() == bracket && spot.level() == level) {
        return Optional.empty();
      }
      Optional<Promotion> promotion =
          rule.promotion(spot.bracket(), ladders.get(spot.bracket()), spot.rung(), rungs);
      if (promotion.isPresent()) {
        return promotion;
      }
    }
    return Optional.empty();
  }

  @Override
  public int bracket(int trialNumber, RandomGenerator random) {
    return ladders.draw(random);
  }

  @Override
  public OptionalLong nextMilestone(int bracket, long step) {
    return ladders.get(bracket).after(step);
  }

  @Override
  public OptionalLong maxStep() {
    return OptionalLong.of(settings.maxT());
  }

  @Override
  public List<Long> milestones(int bracket) {
    return ladders.get(bracket).milestones();
  }

  @Override
  public int brackets() {
    return ladders.all().size();
  }

  @Override
  public Map<String, Object> toJson() {
    return settings.toJson();
  }
}
