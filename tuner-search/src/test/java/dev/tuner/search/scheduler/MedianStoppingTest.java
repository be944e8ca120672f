package dev.tuner.search.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.scheduler.Decision.Kind;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MedianStoppingTest implements TrialSchedulerContract {

  @Override
  public TrialScheduler scheduler() {
    return TrialSchedulerContract.read(Map.of("type", "median_stopping", "max_t", 12));
  }

  private final SimulatedStudy study = new SimulatedStudy(scheduler());

  @Test
  void withTooFewOthersEverybodyGoesOn() {
    for (int trial = 0; trial < 3; trial++) {
      assertThat(study.report(trial, 1, trial).kind()).isEqualTo(Kind.CONTINUE);
    }
    assertThat(study.report(3, 1, 3).kind()).isEqualTo(Kind.STOP);
  }

  @Test
  void theWorseHalfStops() {
    IntStream.range(0, 9).forEach(trial -> study.report(trial, 1, trial));
    assertThat(study.report(20, 1, 4.5))
        .isEqualTo(
            new Decision(
                Kind.STOP, false, 1L, 10, 6, 4.0, "running mean: rank 6 of 10 at step 1; 5 go on"));
    assertThat(study.report(21, 1, 3.5).kind()).isEqualTo(Kind.CONTINUE);
  }

  @Test
  void aTrialIsComparedByItsMeanAndNotByItsLastReport() {
    for (int trial = 0; trial < 4; trial++) {
      study.report(trial, 1, 1);
      study.report(trial, 2, 1);
    }
    study.rungs.add(new RungEntry(0, 1, 9, 2, RungEntry.Fate.GOES_ON));
    assertThat(study.report(9, 2, 0.5).kind()).isEqualTo(Kind.STOP);
    assertThat(study.rungs.rung(0, 2).loss(9)).hasValue(1.25);
  }

  @Test
  void aReportWeighsAsManyStepsAsItCovers() {
    study.report(0, 1, 1);
    study.report(0, 4, 5);
    assertThat(study.rungs.rung(0, 4).loss(0)).hasValue(4);
  }

  @Test
  void beforeTheGracePeriodNobodyIsStopped() {
    var late =
        new SimulatedStudy(
            TrialSchedulerContract.read(Map.of("type", "median_stopping", "grace_period", 3)));
    for (int trial = 0; trial < 10; trial++) {
      assertThat(late.report(trial, 2, trial).kind()).isEqualTo(Kind.CONTINUE);
    }
  }

  @Test
  void aPercentileLetsItsShareGoOn() {
    var quarter =
        new SimulatedStudy(
            TrialSchedulerContract.read(Map.of("type", "percentile", "percentile", 25)));
    IntStream.range(0, 19).forEach(trial -> quarter.report(trial, 1, trial));
    assertThat(quarter.report(20, 1, 4.5).reason()).contains("rank 6 of 20", "5 go on");
    assertThat(quarter.report(21, 1, 3.5).kind()).isEqualTo(Kind.CONTINUE);
  }
}
