package dev.tuner.search.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.Mode;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.scheduler.Decision.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThresholdTest implements TrialSchedulerContract {

  @Override
  public TrialScheduler scheduler() {
    return TrialSchedulerContract.read(
        Map.of("type", "threshold", "lower", 0.1, "upper", 1.2, "grace_period", 3, "max_t", 20));
  }

  private final SimulatedStudy study = new SimulatedStudy(scheduler());

  @Test
  void stopsOutsideOfTheBoundsAndNotOnThem() {
    assertThat(study.report(0, 3, 1.2).kind()).isEqualTo(Kind.CONTINUE);
    assertThat(study.report(1, 3, 0.1).kind()).isEqualTo(Kind.CONTINUE);
    assertThat(study.report(2, 3, 1.21).reason()).contains("1.21", "above", "1.2");
    assertThat(study.report(3, 3, 0.09).reason()).contains("0.09", "below", "0.1");
    assertThat(study.last.get(2).kind()).isEqualTo(Kind.STOP);
    assertThat(study.last.get(3).kind()).isEqualTo(Kind.STOP);
  }

  @Test
  void looksAtNothingBeforeItsFirstStep() {
    assertThat(study.report(0, 2, 99).kind()).isEqualTo(Kind.CONTINUE);
    assertThat(study.report(0, 3, 99).kind()).isEqualTo(Kind.STOP);
  }

  @Test
  void theBoundsAreOfTheMetricAsPeopleReadIt() {
    var problems = new Problems();
    var accuracy =
        TrialSchedulers.read(
            Map.of("type", "threshold", "lower", 0.3),
            new Setting(Mode.MAX, Setting.bare().space(), 0, 1),
            "",
            problems);
    problems.throwIfAny();
    var study = new SimulatedStudy(accuracy);
    assertThat(study.report(0, 1, Mode.MAX.loss(0.31)).kind()).isEqualTo(Kind.CONTINUE);
    assertThat(study.report(1, 1, Mode.MAX.loss(0.29)).reason())
        .isEqualTo("0.290000 is below the lower bound 0.3");
  }
}
