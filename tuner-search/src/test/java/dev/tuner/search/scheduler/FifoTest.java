package dev.tuner.search.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FifoTest implements TrialSchedulerContract {

  @Override
  public TrialScheduler scheduler() {
    return TrialSchedulerContract.read(Map.of("type", "fifo", "max_t", 5));
  }

  @Test
  void withoutALastStepNobodyIsEverStopped() {
    var fifo = TrialSchedulerContract.read(Map.of("type", "fifo"));
    var study = new SimulatedStudy(fifo);
    assertThat(study.report(0, 1_000_000, Double.NaN).kind()).isEqualTo(Decision.Kind.CONTINUE);
    assertThat(fifo.maxStep()).isEmpty();
    assertThat(fifo.milestones(0)).isEmpty();
  }

  @Test
  void whatCompletesIsRecordedAtTheLastStep() {
    var study = new SimulatedStudy(scheduler());
    study.report(0, 4, 0.5);
    assertThat(study.rungs.keys()).isEmpty();
    study.report(0, 5, 0.25);
    assertThat(study.rungs.rung(0, 5).lossAtRank(1)).isEqualTo(0.25);
  }
}
