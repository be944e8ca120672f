package dev.tuner.search.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * What every trial scheduler must keep, whatever its rule; {@link TrialSchedulerLawsTest} holds
 * what must be so of whole studies.
 */
interface TrialSchedulerContract {

  /** The scheduler under test; trials of {@link #curve} must have an end with it. */
  TrialScheduler scheduler();

  /** The study around it. */
  default Setting setting() {
    return Setting.bare();
  }

  /** A noisy falling curve, different for each trial; every ninth trial turns into NaN. */
  static double curve(int trial, long step) {
    if (trial % 9 == 4 && step >= 2) {
      return Double.NaN;
    }
    double asymptote = TrialRandom.of(trial).nextDouble();
    double noise = TrialRandom.of(trial * 1000L + step).nextDouble();
    return asymptote + 1.0 / step + 0.1 * noise;
  }

  /** The curve in a study of this kind, which may have further metrics. */
  default SimulatedStudy.Curve in(SimulatedStudy.Curve curve) {
    return curve;
  }

  private SimulatedStudy study(int workers, long stride, SimulatedStudy.Curve curve) {
    return new SimulatedStudy(scheduler(), 60).run(workers, stride, 5, in(curve));
  }

  @Test
  default void readingItsDefinitionGivesAnEqualScheduler() {
    var problems = new Problems();
    var again = TrialSchedulers.read(scheduler().toJson(), setting(), "", problems);
    assertThat(problems.list()).isEmpty();
    assertThat(again).isEqualTo(scheduler());
    assertThat(again.toJson()).isEqualTo(scheduler().toJson());
  }

  @Test
  default void judgingChangesNothing() {
    var study = study(3, 1, TrialSchedulerContract::curve);
    var progress = new Progress(1000, 0, 1, 0.5);
    var first = scheduler().judge(progress, study.rungs);
    assertThat(scheduler().judge(progress, study.rungs)).isEqualTo(first);
    assertThat(scheduler().promote(study.rungs, 60))
        .isEqualTo(scheduler().promote(study.rungs, 60));
  }

  @Test
  default void everyDecisionHasAReason() {
    assertThat(study(4, 1, TrialSchedulerContract::curve).log)
        .allSatisfy(line -> assertThat(line.decision().reason()).isNotBlank());
  }

  @Test
  default void aTrialIsCompleteExactlyWhenItReachesTheLastStep() {
    var study = study(4, 1, TrialSchedulerContract::curve);
    for (var line : study.log) {
      boolean atEnd =
          scheduler().maxStep().isPresent()
              && line.progress().step() >= scheduler().maxStep().getAsLong();
      assertThat(line.decision().complete()).isEqualTo(atEnd);
    }
  }

  @Test
  default void aFailedConfigCountsAsWorstWhereItHadNotArrivedYet() {
    var study = new SimulatedStudy(scheduler());
    Decision decision = study.fail(3, 0);
    assertThat(decision.kind()).isEqualTo(Decision.Kind.STOP);
    for (var key : study.rungs.keys()) {
      assertThat(study.rungs.rung(key.bracket(), key.level()).entries())
          .allSatisfy(entry -> assertThat(entry.loss()).isEqualTo(Double.POSITIVE_INFINITY));
      assertThat(study.rungs.rung(key.bracket(), key.level()).waiting()).isZero();
    }
  }

  @Test
  default void walkingFromMilestoneToMilestonePassesEachAndEndsAtTheLastStep() {
    for (int bracket = 0; bracket < scheduler().brackets(); bracket++) {
      List<Long> walked = new ArrayList<>();
      OptionalLong next = scheduler().nextMilestone(bracket, 0);
      while (next.isPresent()) {
        walked.add(next.getAsLong());
        next = scheduler().nextMilestone(bracket, next.getAsLong());
      }
      assertThat(walked).isSorted().doesNotHaveDuplicates();
      assertThat(walked).containsAll(scheduler().milestones(bracket));
      assertThat(walked).last().isEqualTo(scheduler().maxStep().orElseThrow());
    }
  }

  @Test
  default void everyTrialGetsABracketWithMilestones() {
    for (int trial = 0; trial < 200; trial++) {
      int bracket = scheduler().bracket(trial, TrialRandom.of(trial));
      assertThat(bracket).isNotNegative();
      assertThat(scheduler().milestones(bracket))
          .isEqualTo(scheduler().milestones(bracket % scheduler().brackets()));
    }
  }

  /** Reads a scheduler that must be right. */
  static TrialScheduler read(Map<String, Object> json) {
    return read(json, Setting.bare());
  }

  /** Reads a scheduler that must be right in its study. */
  static TrialScheduler read(Map<String, Object> json, Setting setting) {
    var problems = new Problems();
    var scheduler = TrialSchedulers.read(json, setting, "/scheduler", problems);
    problems.throwIfAny();
    return scheduler;
  }
}
