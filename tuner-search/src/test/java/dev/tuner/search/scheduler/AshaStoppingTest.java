package dev.tuner.search.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.scheduler.Decision.Kind;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AshaStoppingTest implements TrialSchedulerContract {

  @Override
  public TrialScheduler scheduler() {
    return AshaPromotionTest.asha("variant", "stopping");
  }

  private final SimulatedStudy study = new SimulatedStudy(scheduler());

  @Test
  void theFirstTrialGoesOnAndThenOnlyANewBest() {
    assertThat(study.report(0, 1, 0.5).kind()).isEqualTo(Kind.CONTINUE);
    assertThat(study.report(1, 1, 0.6).kind()).isEqualTo(Kind.STOP);
    assertThat(study.report(2, 1, 0.4).kind()).isEqualTo(Kind.CONTINUE);
  }

  @Test
  void theBestThirdGoesOnItselfIncluded() {
    IntStream.range(0, 39).forEach(trial -> study.report(trial, 1, trial));
    assertThat(study.report(40, 1, 12.5).reason()).isEqualTo("rank 14 of 40 at step 1; 13 go on");
    assertThat(study.report(41, 1, 11.5))
        .isEqualTo(
            new Decision(
                Kind.CONTINUE, false, 1L, 41, 13, 11.5, "rank 13 of 41 at step 1; 13 go on"));
  }

  @Test
  void aTieRanksBehindTheEarlierArrival() {
    study.report(0, 1, 0.5);
    assertThat(study.report(1, 1, 0.5).kind()).isEqualTo(Kind.STOP);
  }

  @Test
  void nanStopsEvenTheFirstTrial() {
    Decision decision = study.report(0, 1, Double.NEGATIVE_INFINITY);
    assertThat(decision.kind()).isEqualTo(Kind.STOP);
    assertThat(decision.complete()).isFalse();
    assertThat(study.report(1, 1, 0.5).kind()).isEqualTo(Kind.CONTINUE);
  }

  @Test
  void aReportThatJumpsStopsAtTheFirstRungItFails() {
    study.report(0, 1, 0.5);
    study.report(0, 3, 0.1);
    Decision decision = study.report(1, 4, 0.3);
    assertThat(decision.kind()).isEqualTo(Kind.STOP);
    assertThat(decision.milestone()).isEqualTo(3);
    assertThat(study.rungs.rung(0, 1).size()).isEqualTo(2);
    study.report(2, 2, 0.6);
    assertThat(study.rungs.rung(0, 3).contains(2)).isFalse();
  }

  @Test
  void whoWasStoppedWaitsForNothing() {
    IntStream.range(0, 20).forEach(trial -> study.report(trial, 1, trial));
    assertThat(study.rungs.rung(0, 1).waiting()).isZero();
    assertThat(study.rungs.rung(0, 1).promoted()).isEqualTo(1);
    assertThat(study.promote()).isEmpty();
  }
}
