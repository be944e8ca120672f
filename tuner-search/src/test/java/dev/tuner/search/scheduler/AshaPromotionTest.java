package dev.tuner.search.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tuner.search.TrialRandom;
import dev.tuner.search.Tries;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.scheduler.Decision.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AshaPromotionTest implements TrialSchedulerContract {

  static TrialScheduler asha(Object... changes) {
    var json = new HashMap<String, Object>(Map.of("type", "asha", "max_t", 27));
    for (int i = 0; i < changes.length; i += 2) {
      json.put((String) changes[i], changes[i + 1]);
    }
    return TrialSchedulerContract.read(json);
  }

  @Override
  public TrialScheduler scheduler() {
    return asha();
  }

  private final SimulatedStudy study = new SimulatedStudy(scheduler());

  @Test
  void withFewerThanEtaResultsNobodyIsPromoted() {
    assertThat(study.report(0, 1, 0.1).kind()).isEqualTo(Kind.PAUSE);
    assertThat(study.report(1, 1, 0.2).kind()).isEqualTo(Kind.PAUSE);
    assertThat(study.promote()).isEmpty();
  }

  @Test
  void theThirdResultLetsTheBestGoOn() {
    study.report(0, 1, 0.1);
    study.report(1, 1, 0.2);
    study.report(2, 1, 0.3);
    Promotion promotion = study.promote().orElseThrow();
    assertThat(promotion)
        .isEqualTo(new Promotion(0, 0, 1, 3, 1, 0.1, "rank 1 of 3 at step 1; 1 goes on"));
    assertThat(promotion.decision().kind()).isEqualTo(Kind.PROMOTE);
    assertThat(study.promote()).isEmpty();
  }

  @Test
  void theTrialThatAFreeWorkerWouldTakeNextGoesOnWithoutAPause() {
    study.report(0, 1, 0.3);
    study.report(1, 1, 0.2);
    Decision decision = study.report(2, 1, 0.1);
    assertThat(decision)
        .isEqualTo(
            new Decision(Kind.CONTINUE, false, 1L, 3, 1, 0.1, "rank 1 of 3 at step 1; 1 goes on"));
    assertThat(study.rungs.rung(0, 1).promoted()).isEqualTo(1);
    assertThat(study.promote()).isEmpty();
  }

  private void waiting(long level, int firstTrial, double... losses) {
    for (int i = 0; i < losses.length; i++) {
      study.rungs.add(new RungEntry(0, level, firstTrial + i, losses[i], RungEntry.Fate.WAITS));
    }
  }

  @Test
  void aBetterTrialThatWaitsGoesFirst() {
    waiting(1, 0, 0.1, 0.5, 0.6, 0.7, 0.8);
    Decision decision = study.report(5, 1, 0.2);
    assertThat(decision.kind()).isEqualTo(Kind.PAUSE);
    assertThat(decision.reason()).isEqualTo("rank 2 of 6 at step 1; 2 go on, another one first");
    assertThat(study.promote().orElseThrow().trial()).isZero();
    assertThat(study.promote().orElseThrow().trial()).isEqualTo(5);
  }

  @Test
  void aTrialThatWaitsInAHigherRungGoesFirst() {
    waiting(1, 0, 0.5, 0.6);
    waiting(3, 10, 0.3, 0.4, 0.5);
    assertThat(study.report(2, 1, 0.1).kind()).isEqualTo(Kind.PAUSE);
    assertThat(study.promote().orElseThrow().trial()).isEqualTo(10);
    assertThat(study.promote().orElseThrow().trial()).isEqualTo(2);
  }

  @Test
  void theHighestRungIsServedFirstAndInItTheBest() {
    waiting(1, 0, 0.5, 0.1, 0.6, 0.2, 0.7, 0.8);
    waiting(3, 10, 0.9, 0.3, 0.4);
    assertThat(study.promote().orElseThrow().trial()).isEqualTo(11);
    assertThat(study.promote().orElseThrow().trial()).isEqualTo(1);
    assertThat(study.promote().orElseThrow().trial()).isEqualTo(3);
    assertThat(study.promote()).isEmpty();
  }

  @Test
  void amongEqualLossesTheEarlierArrivalGoesOn() {
    study.report(7, 1, 0.5);
    study.report(3, 1, 0.5);
    study.report(5, 1, 0.5);
    assertThat(study.promote().orElseThrow().trial()).isEqualTo(7);
  }

  @Test
  void aTrialThatIsWithdrawnIsPassedOver() {
    IntStream.range(0, 6).forEach(trial -> study.report(trial, 1, 0.1 + trial));
    study.rungs.withdraw(0);
    assertThat(study.promote().orElseThrow().trial()).isEqualTo(1);
    assertThat(study.promote()).isEmpty();
    study.rungs.restore(0);
    assertThat(study.promote().orElseThrow().trial()).isEqualTo(0);
  }

  @Test
  void aReportThatJumpsFillsEachPassedRungOnceAndStopsAtTheFirstThatDoesNotLetItOn() {
    for (int trial = 0; trial < 2; trial++) {
      study.report(trial, 1, 1.0);
    }
    Decision decision = study.report(2, 10, 0.5);
    assertThat(decision.kind()).isEqualTo(Kind.PAUSE);
    assertThat(decision.milestone()).isEqualTo(3);
    assertThat(study.rungs.rung(0, 1).size()).isEqualTo(3);
    assertThat(study.rungs.rung(0, 3).size()).isEqualTo(1);
    assertThat(study.rungs.rung(0, 9).size()).isZero();
  }

  @Test
  void aPausedTrialThatJumpedIsJudgedAtTheNextRungWhenItGoesOn() {
    study.report(0, 4, 0.1);
    study.report(1, 1, 0.2);
    study.report(2, 1, 0.3);
    assertThat(study.promote().orElseThrow().trial()).isZero();
    assertThat(study.report(0, 5, 0.05).milestone()).isEqualTo(3);
    assertThat(study.rungs.rung(0, 3).lossAtRank(1)).isEqualTo(0.05);
  }

  @Test
  void reachingTheLastStepCompletesTheTrialAndFillsThePassedRungs() {
    Decision decision = study.report(0, 30, 0.5);
    assertThat(decision.kind()).isEqualTo(Kind.STOP);
    assertThat(decision.complete()).isTrue();
    assertThat(study.rungs.keys()).hasSize(4);
    assertThat(study.promote()).isEmpty();
  }

  @Test
  void nanStopsTheTrialAtItsNextDecisionAndCountsAsWorst() {
    assertThat(study.report(0, 1, 0.1).kind()).isEqualTo(Kind.PAUSE);
    Decision decision = study.report(1, 1, Double.NaN);
    assertThat(decision.kind()).isEqualTo(Kind.STOP);
    assertThat(decision.reason()).contains("not a finite number", "rank 2 of 2");
    study.report(2, 1, 0.2);
    assertThat(study.promote().orElseThrow().trial()).isZero();
    assertThat(study.rungs.rung(0, 1).lossAtRank(3)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void betweenRungsEvenNanGoesOn() {
    IntStream.range(0, 3).forEach(trial -> study.report(trial, 1, 3 - trial));
    assertThat(study.report(2, 2, Double.NaN).kind()).isEqualTo(Kind.CONTINUE);
    assertThat(study.report(2, 3, Double.NaN).kind()).isEqualTo(Kind.STOP);
  }

  @Test
  void aFailedConfigIsWorstInItsNextRung() {
    IntStream.range(0, 3).forEach(trial -> study.report(trial, 1, 3 - trial));
    study.fail(2, 2);
    assertThat(study.rungs.rung(0, 3).lossAtRank(1)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(study.rungs.rung(0, 1).size()).isEqualTo(3);
  }

  @Test
  void aShortLastGapPromotesAsManyAsItsLength() {
    var asha = asha("max_t", 100);
    assertThat(asha.milestones(0)).containsExactly(1L, 3L, 9L, 27L, 81L, 100L);
    var last = new SimulatedStudy(asha);
    IntStream.range(0, 100)
        .forEach(t -> last.rungs.add(new RungEntry(0, 81, t, t, RungEntry.Fate.WAITS)));
    int promoted = 0;
    while (last.promote().isPresent()) {
      promoted++;
    }
    assertThat(promoted).isEqualTo(81);
  }

  @Test
  void bracketsStartHigherAndHigherAndAreDrawnLikeHyperband() {
    var asha = asha("max_t", 200, "brackets", 6);
    assertThat(asha.milestones(2)).containsExactly(9L, 27L, 81L, 200L);
    assertThat(asha.milestones(5)).containsExactly(200L);
    double[] expected = {243, 98, 41, 18, 9, 6};
    int[] drawn = new int[6];
    for (int trial = 0; trial < 41_500; trial++) {
      drawn[asha.bracket(trial, TrialRandom.of(trial))]++;
    }
    for (int bracket = 0; bracket < 6; bracket++) {
      assertThat(drawn[bracket] / 100.0).isCloseTo(expected[bracket], within(4.0));
    }
  }

  @Test
  void trialsOfDifferentBracketsNeverCompete() {
    var brackets = new SimulatedStudy(asha("brackets", 2));
    brackets.report(new Progress(0, 0, 3, 0.5));
    brackets.report(new Progress(1, 1, 3, 0.1));
    assertThat(brackets.rungs.rung(1, 3).size()).isEqualTo(1);
    assertThat(brackets.rungs.rung(1, 1).size()).isZero();
  }

  @Test
  void whenWorkersAreFreeEveryRungHasPromotedItsShare() {
    Tries.of(
        60,
        random -> {
          int workers = random.nextInt(1, 21);
          int eta = random.nextInt(2, 6);
          int trials = random.nextInt(1, 121);
          int seed = random.nextInt(0, 1001);
          var asha = asha("reduction_factor", eta, "max_t", 50);
          var done =
              new SimulatedStudy(asha, trials)
                  .run(workers, 1, seed, (t, s) -> TrialSchedulerContract.curve(t + seed, s));
          List<Long> levels = asha.milestones(0);
          for (int i = 0; i + 1 < levels.size(); i++) {
            Rung rung = done.rungs.rung(0, levels.get(i));
            long finite = rung.entries().stream().filter(e -> e.loss() < 1e9).count();
            long share = Math.min(finite, rung.size() * levels.get(i) / levels.get(i + 1));
            assertThat((long) rung.promoted()).isGreaterThanOrEqualTo(share);
          }
        });
  }

  @Test
  void defaultsAreTheOnesOfThePaper() {
    assertThat(asha().toJson())
        .isEqualTo(
            Map.of(
                "type",
                "asha",
                "variant",
                "promotion",
                "rule",
                "rank",
                "grace_period",
                1L,
                "reduction_factor",
                3.0,
                "max_t",
                27L,
                "brackets",
                1L));
  }

  @Test
  void withoutATypeAMaximumMakesItAshaAndNoneMakesItFifo() {
    var problems = new Problems();
    assertThat(TrialSchedulers.read(Map.of("max_t", 27), Setting.bare(), "", problems))
        .isEqualTo(
            TrialSchedulers.read(
                Map.of("type", "asha", "max_t", 27, "grace_period", 3),
                Setting.bare(),
                "",
                problems));
    assertThat(TrialSchedulers.read(Map.of("max_t", 5), Setting.bare(), "", problems).toJson())
        .containsEntry("grace_period", 1L);
    assertThat(TrialSchedulers.read(null, Setting.bare(), "", problems).toJson())
        .isEqualTo(Map.of("type", "fifo"));
    assertThat(problems.isEmpty()).isTrue();
  }
}
