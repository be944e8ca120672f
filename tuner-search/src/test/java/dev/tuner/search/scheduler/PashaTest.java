package dev.tuner.search.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.TrialRandom;
import dev.tuner.search.scheduler.Decision.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PashaTest implements TrialSchedulerContract {

  @Override
  public TrialScheduler scheduler() {
    return TrialSchedulerContract.read(Map.of("type", "pasha", "max_t", 27));
  }

  private final SimulatedStudy study = new SimulatedStudy(scheduler());

  /** Trials 0 to 8 reach step 3 with these losses, having been 0, 1, 2 ... in order at step 1. */
  private void threeAtTheCeiling(double... atThree) {
    for (int trial = 0; trial < 9; trial++) {
      study.report(trial, 1, trial);
    }
    for (int trial = 0; trial < 3; trial++) {
      study.promote();
      study.report(trial, 2, trial);
      study.report(trial, 3, atThree[trial]);
    }
  }

  @Test
  void whileTheRankingIsStableNobodyTrainsBeyondTheSecondMilestone() {
    threeAtTheCeiling(0, 1, 2);
    assertThat(study.promote()).isEmpty();
    assertThat(study.last.get(0).kind()).isEqualTo(Kind.PAUSE);
    assertThat(study.last.get(2).reason())
        .isEqualTo("rank 3 of 3 at step 3, the ceiling while the ranking is stable");
    assertThat(study.rungs.rung(1, 9).notes()).isZero();
  }

  @Test
  void anotherOrderRaisesTheCeilingByOneMilestone() {
    threeAtTheCeiling(1, 0, 2);
    assertThat(study.rungs.rung(1, 9).notes()).isEqualTo(1);
    assertThat(study.rungs.rung(1, 27).notes()).isZero();
    assertThat(study.promote().orElseThrow().trial()).isEqualTo(1);
    study.report(1, 9, 0);
    assertThat(study.last.get(1).kind()).isEqualTo(Kind.PAUSE);
    assertThat(study.promote()).isEmpty();
  }

  @Test
  void theTrialThatRaisesTheCeilingGoesOnAtOnceIfItIsNext() {
    threeAtTheCeiling(1, 2, 0);
    assertThat(study.last.get(2).kind()).isEqualTo(Kind.CONTINUE);
    assertThat(study.last.get(2).reason()).isEqualTo("rank 1 of 3 at step 3; 1 goes on");
  }

  @Test
  void anOrderThatChangesByNoMoreThanTheNoiseIsStable() {
    // 0 and 1 cross twice from step 1 to 3, and are 0.4 apart at step 3
    double[][] curves = {{1.0, 0.9, 0.6}, {1.1, 0.8, 1.0}, {1.3, 1.2, 0.8}};
    for (int trial = 0; trial < 9; trial++) {
      study.report(trial, 1, trial < 3 ? curves[trial][0] : 5 + trial);
    }
    for (int trial = 0; trial < 3; trial++) {
      study.promote();
      study.report(trial, 2, curves[trial][1]);
      study.report(trial, 3, curves[trial][2]);
    }
    // 2 overtook 1 at step 3, and was 0.2 behind it at step 1
    assertThat(study.rungs.rung(1, 9).notes()).isZero();
  }

  @Test
  void aGivenEpsilonIsTheNoise() {
    for (double epsilon : new double[] {0.9, 1}) {
      var given =
          new SimulatedStudy(
              TrialSchedulerContract.read(
                  Map.of("type", "pasha", "max_t", 27, "epsilon", epsilon)));
      for (int trial = 0; trial < 9; trial++) {
        given.report(trial, 1, trial);
      }
      for (int trial = 0; trial < 2; trial++) {
        given.promote();
        given.report(trial, 3, -trial);
      }
      assertThat(given.rungs.rung(1, 9).notes()).isEqualTo(epsilon < 1 ? 1 : 0);
    }
  }

  @Test
  void trialsWhoseLossIsNotFiniteHaveNoPlaceInTheRanking() {
    threeAtTheCeiling(Double.NaN, 1, 2);
    assertThat(study.rungs.rung(1, 9).notes()).isZero();
    assertThat(study.last.get(0).kind()).isEqualTo(Kind.STOP);
  }

  @Test
  void curvesThatNeverCrossUseFarFewerStepsThanAshaAndFindTheSame() {
    SimulatedStudy.Curve curve = (trial, step) -> TrialRandom.of(trial).nextDouble() + 1.0 / step;
    var asha =
        new SimulatedStudy(TrialSchedulerContract.read(Map.of("type", "asha", "max_t", 27)), 200)
            .run(4, 1, 1, curve);
    var pasha = new SimulatedStudy(scheduler(), 200).run(4, 1, 1, curve);
    assertThat(steps(pasha)).isLessThan(steps(asha) * 6 / 10);
    assertThat(pasha.rungs.rung(0, 3).trialAtRank(1))
        .isEqualTo(asha.rungs.rung(0, 3).trialAtRank(1));
  }

  private static long steps(SimulatedStudy study) {
    return study.log.stream().filter(line -> line.decision().kind() != Kind.PROMOTE).count();
  }

  @Test
  void curvesThatCrossAtEveryMilestoneReachTheLastStep() {
    var crossing =
        new SimulatedStudy(scheduler(), 200).run(4, 1, 1, PashaTest::reversedAtEveryMilestone);
    for (long milestone : List.of(9L, 27L)) {
      assertThat(crossing.rungs.rung(1, milestone).notes()).isEqualTo(1);
      assertThat(crossing.rungs.rung(0, milestone).size()).isPositive();
    }
  }

  private static double reversedAtEveryMilestone(int trial, long step) {
    double loss = TrialRandom.of(trial).nextDouble();
    return step < 3 || step >= 9 ? loss : -loss;
  }

  @Test
  void aLadderOfOneOrTwoMilestonesHasNothingToHoldBack() {
    for (long maxT : List.of(1L, 3L)) {
      var run =
          new SimulatedStudy(TrialSchedulerContract.read(Map.of("type", "pasha", "max_t", maxT)), 9)
              .run(2, 1, 1, (trial, step) -> trial);
      assertThat(run.rungs.rung(0, maxT).size()).isPositive();
    }
  }
}
