package dev.tuner.search.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * A scheduler that looks at every report, in one bracket, and never pauses a trial.
 *
 * <p>Each step is a rung; what is recorded there is a figure of the trial up to this step, such as
 * its running mean.
 */
abstract class EveryStep implements TrialScheduler {
  private final OptionalLong maxStep;

  EveryStep(OptionalLong maxStep) {
    this.maxStep = maxStep;
  }

  /** The figure of the trial up to this report, never NaN. */
  abstract double figure(Progress progress, Rungs rungs);

  /** Whether the trial goes on, given its figure. */
  abstract Decision decide(Progress progress, double figure, Rungs rungs);

  @Override
  public final Judgement judge(Progress progress, Rungs rungs) {
    if (rungs.rung(0, progress.step()).contains(progress.trial())) {
      return Judgement.of(Decision.goOn("this step was judged before"));
    }
    double figure = figure(progress, rungs);
    Decision decision = decision(progress, figure, rungs);
    RungEntry.Fate fate =
        decision.kind() == Decision.Kind.CONTINUE ? RungEntry.Fate.GOES_ON : RungEntry.Fate.ENDS;
    List<RungEntry> entries = new ArrayList<>();
    entries.add(new RungEntry(0, progress.step(), progress.trial(), figure, fate));
    if (decision.complete()) {
      entries.addAll(completed(progress, figure, rungs));
    }
    return new Judgement(decision, entries);
  }

  /** What is recorded of a complete trial beside its steps; nothing if left as it is. */
  List<RungEntry> completed(Progress last, double figure, Rungs rungs) {
    return List.of();
  }

  @Override
  public final Judgement complete(Progress last, Rungs rungs) {
    return new Judgement(
        Decision.complete("ended by itself after step " + last.step()),
        completed(last, last.loss(), rungs));
  }

  private Decision decision(Progress progress, double figure, Rungs rungs) {
    if (maxStep.isPresent() && progress.step() >= maxStep.getAsLong()) {
      return Decision.complete("reached the last step " + maxStep.getAsLong());
    }
    if (progress.loss() == Double.POSITIVE_INFINITY) {
      return Decision.stop("the metric is not a finite number");
    }
    return decide(progress, figure, rungs);
  }

  @Override
  public final Judgement fail(Progress last, Rungs rungs) {
    long next = rungs.rung(0, last.step()).contains(last.trial()) ? last.step() + 1 : last.step();
    long step = Math.max(1, next);
    Decision decision = Decision.stop("failed; counts as worst at step " + step);
    return new Judgement(
        decision,
        List.of(
            new RungEntry(0, step, last.trial(), Double.POSITIVE_INFINITY, RungEntry.Fate.ENDS)));
  }

  /** The figure recorded at the trial's last report before {@code step}, and where. */
  static OptionalLong before(Progress progress, Rungs rungs) {
    return rungs.lastLevel(0, progress.trial(), progress.step() - 1);
  }

  @Override
  public final Optional<Promotion> promote(Rungs rungs, int trials) {
    return Optional.empty();
  }

  @Override
  public final int bracket(int trialNumber, RandomGenerator random) {
    return 0;
  }

  /** Every step is a milestone. */
  @Override
  public final OptionalLong nextMilestone(int bracket, long step) {
    return maxStep.isPresent() && step >= maxStep.getAsLong()
        ? OptionalLong.empty()
        : OptionalLong.of(step + 1);
  }

  @Override
  public final OptionalLong maxStep() {
    return maxStep;
  }

  /** Only the last step, if there is one: every step is compared. */
  @Override
  public final List<Long> milestones(int bracket) {
    return maxStep.isPresent() ? List.of(maxStep.getAsLong()) : List.of();
  }

  @Override
  public final int brackets() {
    return 1;
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof EveryStep scheduler && toJson().equals(scheduler.toJson());
  }

  @Override
  public final int hashCode() {
    return toJson().hashCode();
  }
}
