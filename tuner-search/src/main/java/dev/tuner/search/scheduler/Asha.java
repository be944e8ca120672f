package dev.tuner.search.scheduler;

import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Range;
import dev.tuner.search.scheduler.RungEntry.Fate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
 * <p>With several brackets, each has rungs of its own; bracket s starts s rungs higher. A trial
 * draws its bracket with a weight proportional to the number of trials that synchronous Hyperband
 * would start there (as Syne Tune does), which gives each bracket about the same work.
 *
 * @see <a href="https://arxiv.org/abs/1810.05934">Li et al., A System for Massively Parallel
 *     Hyperparameter Tuning</a>
 */
final class Asha implements TrialScheduler {
  static final String TYPE = "asha";
  private static final String PROMOTION = "promotion";
  private static final String STOPPING = "stopping";

  private final Map<String, Object> json;
  private final AshaRule rule;
  private final Ladders ladders;

  private Asha(Map<String, Object> json, AshaRule rule, Ladders ladders) {
    this.json = json;
    this.rule = rule;
    this.ladders = ladders;
  }

  /** Reads everything but the type. */
  static TrialScheduler read(Fields fields) {
    int before = fields.problems().size();
    String variant = fields.oneOf("variant", PROMOTION, List.of(PROMOTION, STOPPING));
    String cut = fields.oneOf("rule", RankCut.NAME, List.of(RankCut.NAME, QuantileCut.NAME));
    long maxT = fields.integer("max_t", 1, Ladder.LONGEST);
    long grace = fields.integer("grace_period", 1, Ladder.LONGEST, 1);
    double factor = fields.number("reduction_factor", Range.openClosed(1, 1000), 3);
    int brackets = (int) fields.integer("brackets", 1, Integer.MAX_VALUE, 1);
    if (fields.problems().size() > before) {
      return new Fifo(OptionalLong.empty());
    }
    if (grace > maxT) {
      fields.problem(
          "grace_period", "is %d, above max_t = %d: make it smaller".formatted(grace, maxT));
      return new Fifo(OptionalLong.empty());
    }
    Ladder ladder = Ladder.of(grace, factor, maxT);
    if (brackets > ladder.size() + 1) {
      fields.problem(
          "brackets",
          "must be from 1 to %d (the rungs are %s) but is %d"
              .formatted(ladder.size() + 1, ladder.milestones(), brackets));
      return new Fifo(OptionalLong.empty());
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", TYPE);
    json.put("variant", variant);
    json.put("rule", cut);
    json.put("grace_period", grace);
    json.put("reduction_factor", factor);
    json.put("max_t", maxT);
    json.put("brackets", (long) brackets);
    AshaRule rule = rule(variant, cut);
    return new Asha(json, rule, Ladders.of(ladder, brackets));
  }

  private static AshaRule rule(String variant, String cut) {
    boolean promotion = variant.equals(PROMOTION);
    if (cut.equals(QuantileCut.NAME)) {
      return promotion
          ? new PromotionRule(new QuantileCut(false))
          : new StoppingRule(new QuantileCut(true));
    }
    return promotion ? new PromotionRule(new RankCut(0)) : new StoppingRule(new RankCut(1));
  }

  @Override
  public Judgement judge(Progress progress, Rungs rungs) {
    Ladder ladder = ladders.get(progress.bracket());
    if (progress.step() >= ladder.maxT()) {
      return complete(progress, ladder, rungs);
    }
    List<RungEntry> entries = new ArrayList<>();
    Decision decision = null;
    for (int rung = 0; rung < ladder.size() && ladder.level(rung) <= progress.step(); rung++) {
      if (isRecorded(progress, ladder.level(rung), rungs)) {
        continue;
      }
      decision = decide(progress, rung, rungs);
      entries.add(entry(progress, ladder.level(rung), fate(decision)));
      if (decision.kind() != Decision.Kind.CONTINUE) {
        break;
      }
    }
    return new Judgement(decision == null ? between(progress) : decision, entries);
  }

  private Decision decide(Progress progress, int rung, Rungs rungs) {
    Arrival arrival =
        Arrival.of(progress, ladders.get(progress.bracket()), rung, rungs, rule.cut());
    if (progress.loss() == Double.POSITIVE_INFINITY) {
      return arrival.decision(
          Decision.Kind.STOP, "the metric is not a finite number; " + arrival.words());
    }
    return rule.decide(
        arrival, () -> promotionBefore(progress.bracket(), arrival.level(), rungs).isPresent());
  }

  private Judgement complete(Progress progress, Ladder ladder, Rungs rungs) {
    List<RungEntry> entries = new ArrayList<>();
    for (long level : ladder.milestones()) {
      if (!isRecorded(progress, level, rungs)) {
        entries.add(entry(progress, level, level == ladder.maxT() ? Fate.ENDS : Fate.GOES_ON));
      }
    }
    return new Judgement(Decision.complete("reached the last step " + ladder.maxT()), entries);
  }

  private static boolean isRecorded(Progress progress, long level, Rungs rungs) {
    return rungs.rung(progress.bracket(), level).contains(progress.trial());
  }

  @Override
  public Judgement fail(Progress last, Rungs rungs) {
    Progress worst =
        new Progress(last.trial(), last.bracket(), last.step(), Double.POSITIVE_INFINITY);
    Optional<Long> next =
        milestones(last.bracket()).stream()
            .filter(level -> !isRecorded(last, level, rungs))
            .findFirst();
    String where = next.map(level -> " at step " + level).orElse("");
    return new Judgement(
        Decision.stop("failed; counts as worst" + where),
        next.map(level -> entry(worst, level, Fate.ENDS)).stream().toList());
  }

  @Override
  public Optional<Promotion> promote(Rungs rungs) {
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

  private Decision between(Progress progress) {
    return Decision.goOn(
        "compared next at step "
            + nextMilestone(progress.bracket(), progress.step()).orElse(progress.step()));
  }

  private static Fate fate(Decision decision) {
    return switch (decision.kind()) {
      case CONTINUE, PROMOTE -> Fate.GOES_ON;
      case PAUSE -> Fate.WAITS;
      case STOP -> Fate.ENDS;
    };
  }

  private static RungEntry entry(Progress progress, long level, Fate fate) {
    return new RungEntry(progress.bracket(), level, progress.trial(), progress.loss(), fate);
  }

  @Override
  public int bracket(int trialNumber, RandomGenerator random) {
    return ladders.draw(random);
  }

  @Override
  public OptionalLong nextMilestone(int bracket, long step) {
    for (long level : milestones(bracket)) {
      if (level > step) {
        return OptionalLong.of(level);
      }
    }
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong maxStep() {
    return OptionalLong.of(ladders.get(0).maxT());
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
    return new LinkedHashMap<>(json);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Asha asha && json.equals(asha.json);
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }
}
