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
 * Progressive ASHA: the promotion variant of {@link Asha} under a ceiling that starts at the second
 * milestone. Nobody trains beyond the ceiling; it rises by one milestone when a trial arrives there
 * and the ranking of the trials at the ceiling no longer agrees with their ranking one milestone
 * below, up to noise ({@code epsilon}, or what {@link Ranking} measures). While the order is
 * stable, training on would tell nothing new.
 *
 * <p>A raised ceiling is a note in bracket {@value #CEILING}; every report is recorded at its step,
 * because the noise is measured between milestones.
 *
 * <p>What is found must perhaps be trained on: no trial may have reached the last step.
 *
 * @see <a href="https://arxiv.org/abs/2207.06940">Bohdal et al., PASHA: Efficient HPO and NAS with
 *     Progressive Resource Allocation</a>
 */
record Pasha(AshaSettings settings, Optional<Double> epsilon, Asha asha) implements TrialScheduler {
  static final String TYPE = "pasha";

  /** The bracket of the notes; trials are in bracket 0. */
  private static final int CEILING = 1;

  private static final int FIRST_CEILING = 2;

  /** Reads everything but the type. */
  static TrialScheduler read(Fields fields) {
    int before = fields.problems().size();
    AshaSettings settings = AshaSettings.readPlain(fields);
    Optional<Double> epsilon = fields.optionalNumber("epsilon", Range.atLeast(0));
    return fields.problems().size() > before
        ? new Fifo(OptionalLong.empty())
        : new Pasha(
            settings,
            epsilon,
            new Asha(settings, settings.ashaRule(), Ladders.of(settings.ladder(), 1)));
  }

  private Ladder ladder() {
    return asha.ladders().get(0);
  }

  /** The index of the milestone beyond which nobody trains. */
  private int ceiling(Rungs rungs) {
    List<Long> milestones = ladder().milestones();
    for (int i = milestones.size() - 1; i > 0; i--) {
      if (rungs.rung(CEILING, milestones.get(i)).notes() > 0) {
        return i;
      }
    }
    return Math.min(milestones.size(), FIRST_CEILING) - 1;
  }

  private Asha under(int ceiling) {
    return new Asha(
        settings, new CeilingRule(asha.rule(), ladder().level(ceiling)), asha.ladders());
  }

  @Override
  public Judgement judge(Progress progress, Rungs rungs) {
    int ceiling = ceiling(rungs);
    boolean raised = isRaised(progress, ceiling, rungs);
    Judgement judgement = under(raised ? ceiling + 1 : ceiling).judge(progress, rungs);
    List<RungEntry> entries = new ArrayList<>(judgement.entries());
    if (isUnrecorded(progress, entries, rungs)) {
      Fate fate = judgement.decision().kind() == Decision.Kind.STOP ? Fate.ENDS : Fate.GOES_ON;
      entries.add(new RungEntry(0, progress.step(), progress.trial(), progress.loss(), fate));
    }
    if (raised) {
      entries.add(RungEntry.note(CEILING, ladder().level(ceiling + 1), progress.trial()));
    }
    return new Judgement(judgement.decision(), entries);
  }

  private boolean isRaised(Progress progress, int ceiling, Rungs rungs) {
    Climb climb = new Climb(progress, ladder(), rungs);
    return ceiling > 0
        && ceiling < ladder().size()
        && climb.passes(ladder().level(ceiling))
        && !Ranking.of(progress, ladder(), ceiling, rungs).isStable(epsilon);
  }

  private static boolean isUnrecorded(Progress progress, List<RungEntry> entries, Rungs rungs) {
    return progress.loss() < Double.POSITIVE_INFINITY
        && entries.stream().noneMatch(entry -> entry.level() == progress.step())
        && !rungs.rung(0, progress.step()).contains(progress.trial());
  }

  @Override
  public Judgement fail(Progress last, Rungs rungs) {
    return asha.fail(last, rungs);
  }

  @Override
  public Judgement complete(Progress last, Rungs rungs) {
    return asha.complete(last, rungs);
  }

  @Override
  public Optional<Promotion> promote(Rungs rungs, int trials) {
    return under(ceiling(rungs)).promote(rungs, trials);
  }

  @Override
  public int bracket(int trialNumber, RandomGenerator random) {
    return 0;
  }

  @Override
  public OptionalLong nextMilestone(int bracket, long step) {
    return asha.nextMilestone(bracket, step);
  }

  @Override
  public OptionalLong maxStep() {
    return asha.maxStep();
  }

  @Override
  public List<Long> milestones(int bracket) {
    return asha.milestones(bracket);
  }

  @Override
  public int brackets() {
    return 1;
  }

  @Override
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", TYPE);
    json.put("grace_period", settings.gracePeriod());
    json.put("reduction_factor", settings.reductionFactor());
    json.put("max_t", settings.maxT());
    epsilon.ifPresent(noise -> json.put("epsilon", noise));
    return json;
  }
}
