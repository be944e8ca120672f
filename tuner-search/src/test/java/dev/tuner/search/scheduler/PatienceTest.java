package dev.tuner.search.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.scheduler.Decision.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PatienceTest implements TrialSchedulerContract {

  @Override
  public TrialScheduler scheduler() {
    return TrialSchedulerContract.read(
        Map.of("type", "patience", "patience", 3, "min_delta", 0.1, "max_t", 20));
  }

  private final SimulatedStudy study = new SimulatedStudy(scheduler());

  @Test
  void stopsWhenTheLastStepsBroughtTooLittle() {
    double[] losses = {1.0, 0.8, 0.75, 0.72, 0.71};
    for (int step = 1; step <= 4; step++) {
      assertThat(study.report(0, step, losses[step - 1]).kind()).isEqualTo(Kind.CONTINUE);
    }
    Decision decision = study.report(0, 5, losses[4]);
    assertThat(decision.kind()).isEqualTo(Kind.STOP);
    assertThat(decision.reason()).contains("in the 3 steps since step 2", "more than 0.1");
  }

  @Test
  void itsBestCountsAndNotItsLastReport() {
    study.report(0, 1, 1.0);
    study.report(0, 2, 0.5);
    study.report(0, 3, 0.9);
    assertThat(study.report(0, 4, 0.9).kind()).isEqualTo(Kind.CONTINUE);
    assertThat(study.report(0, 5, 0.9).kind()).isEqualTo(Kind.STOP);
    assertThat(study.rungs.rung(0, 5).loss(0)).hasValue(0.5);
  }

  @Test
  void otherTrialsDoNotMatter() {
    for (int trial = 0; trial < 10; trial++) {
      study.report(trial, 1, -100);
    }
    study.report(99, 1, 5);
    assertThat(study.report(99, 2, 4).kind()).isEqualTo(Kind.CONTINUE);
  }
}
