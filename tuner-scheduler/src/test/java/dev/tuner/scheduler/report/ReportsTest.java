package dev.tuner.scheduler.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuner.scheduler.InvalidInputException;
import dev.tuner.scheduler.Scene;
import dev.tuner.scheduler.SchedulerTest;
import dev.tuner.scheduler.TunerException;
import dev.tuner.scheduler.lease.LeaseLostException;
import dev.tuner.scheduler.lease.LeaseReaper;
import dev.tuner.scheduler.lease.LeaseRef;
import dev.tuner.scheduler.trial.TrialState;
import dev.tuner.scheduler.view.StudyViews;
import dev.tuner.search.scheduler.Decision;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SchedulerTest
class ReportsTest {

  @Autowired private Scene scene;
  @Autowired private Reports reports;
  @Autowired private Measurements measurements;
  @Autowired private StudyViews views;
  @Autowired private LeaseReaper reaper;

  @BeforeEach
  void emptyDatabase() {
    scene.empty();
  }

  @Test
  void pausesAtTheFirstMilestoneAndKeepsTheDecisionWithItsReason() {
    scene.study(Map.of());
    var leased = scene.acquire(scene.worker("a")).orElseThrow();

    var answer = scene.report(leased, 1, 0.5);

    assertThat(answer.decision()).isEqualTo(Decision.Kind.PAUSE);
    assertThat(scene.trial(leased).state()).isEqualTo(TrialState.PAUSED);
    assertThat(views.decisions(leased.trial().id()))
        .singleElement()
        .satisfies(
            decision -> {
              assertThat(decision.kind()).isEqualTo("PAUSE");
              assertThat(decision.milestone()).isEqualTo(1);
              assertThat(decision.rank()).isEqualTo(1);
              assertThat(decision.rungSize()).isEqualTo(1);
              assertThat(decision.reason()).contains("rank 1 of 1");
            });
  }

  @Test
  void answersARepeatedReportAsTheFirstTimeAlthoughTheLeaseIsOver() {
    scene.study(Map.of());
    var leased = scene.acquire(scene.worker("a")).orElseThrow();
    scene.report(leased, 1, 0.5);

    var again = scene.report(leased, 1, 0.5);

    assertThat(again.decision()).isEqualTo(Decision.Kind.PAUSE);
    assertThat(again.state()).isEqualTo(TrialState.PAUSED);
    assertThat(measurements.of(leased.trial().id(), 0, 10)).hasSize(1);
    assertThat(views.decisions(leased.trial().id())).hasSize(1);
  }

  @Test
  void refusesOtherValuesForAStepThatIsKnown() {
    scene.study(Map.of("scheduler", Map.of("type", "fifo", "max_t", 10)));
    var leased = scene.acquire(scene.worker("a")).orElseThrow();
    scene.report(leased, 1, 0.5);

    assertRefused(() -> scene.report(leased, 1, 0.4), "measurement-conflict");
    assertThat(scene.trial(leased).bestValue()).contains(0.5);
  }

  @Test
  void refusesAStepThatGoesBackwards() {
    scene.study(Map.of("scheduler", Map.of("type", "fifo", "max_t", 10)));
    var leased = scene.acquire(scene.worker("a")).orElseThrow();
    scene.report(leased, 5, 0.5);

    assertRefused(() -> scene.report(leased, 4, 0.4), "step-backwards");
    assertThat(measurements.of(leased.trial().id(), 0, 10)).hasSize(1);
  }

  @Test
  void refusesAReportWithoutTheMetricAndNamesIt() {
    scene.study(Map.of());
    var leased = scene.acquire(scene.worker("a")).orElseThrow();

    assertThatThrownBy(() -> scene.report(Scene.ref(leased), 1, Map.of("accuracy", 0.9)))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo("missing-metric");
              assertThat(refusal.errors().get(0).pointer()).isEqualTo("/metrics/loss");
            });
    assertThat(scene.trial(leased).lastStep()).isZero();
  }

  @Test
  void refusesAReportForATrialThatIsOver() {
    scene.study(Map.of("scheduler", Map.of("type", "fifo", "max_t", 2)));
    var leased = scene.acquire(scene.worker("a")).orElseThrow();
    assertThat(scene.report(leased, 2, 0.5).state()).isEqualTo(TrialState.COMPLETED);

    assertRefused(() -> scene.report(leased, 3, 0.4), "trial-over");
  }

  @Test
  void refusesAStaleLeaseAfterTheTrialWentToAnotherWorker() {
    scene.study(Map.of("num_samples", 1));
    var stale = scene.acquire(scene.worker("a")).orElseThrow();
    scene.expire(stale);
    reaper.reapExpired();
    var fresh = scene.acquire(scene.worker("b")).orElseThrow();

    assertThat(fresh.trial().id()).isEqualTo(stale.trial().id());
    assertThat(fresh.trial().attempt()).isEqualTo(2);
    assertThatThrownBy(() -> scene.report(stale, 1, 0.1)).isInstanceOf(LeaseLostException.class);
    assertThat(scene.report(fresh, 1, 0.2).decision()).isEqualTo(Decision.Kind.PAUSE);
  }

  @Test
  void refusesAnExpiredLeaseEvenBeforeItIsReaped() {
    scene.study(Map.of());
    var leased = scene.acquire(scene.worker("a")).orElseThrow();
    scene.expire(leased);

    assertRefused(() -> scene.report(leased, 1, 0.5), "lease-lost");
  }

  @Test
  void countsNanAsWorstKeepsItAndStopsTheTrialAtItsMilestone() {
    scene.study(Map.of());
    var worker = scene.worker("a");
    var leased = scene.acquire(worker).orElseThrow();

    var answer = scene.report(leased, 1, Double.NaN);

    assertThat(answer.decision()).isEqualTo(Decision.Kind.STOP);
    assertThat(measurements.of(leased.trial().id(), 0, 1).get(0).metrics().value().get("loss"))
        .isNaN();
    assertThat(scene.trial(leased).bestValue()).isEmpty();
    assertThat(scene.report(scene.acquire(worker).orElseThrow(), 1, 0.9).decision())
        .isEqualTo(Decision.Kind.PAUSE);
  }

  @Test
  void oneBadReportInABatchDoesNotHoldUpTheOthers() {
    scene.study(Map.of());
    var worker = scene.worker("a");
    var good = scene.acquire(worker).orElseThrow();
    var bad = scene.acquire(worker, good).orElseThrow();

    var outcomes =
        reports
            .takeAll(
                List.of(
                    command(Scene.ref(bad), 0, 0.1),
                    command(Scene.ref(good), 1, 0.5),
                    command(Scene.ref(good), 1, 0.5),
                    command(new LeaseRef(java.util.UUID.randomUUID(), 1), 1, 0.5)))
            .join();

    assertThat(outcomes.get(0)).isInstanceOf(ReportOutcome.Refused.class);
    assertThat(outcomes.get(1).orThrow().decision()).isEqualTo(Decision.Kind.PAUSE);
    assertThat(outcomes.get(2).orThrow().decision()).isEqualTo(Decision.Kind.PAUSE);
    assertThat(outcomes.get(3)).isInstanceOf(ReportOutcome.Refused.class);
    assertThat(measurements.of(good.trial().id(), 0, 10)).hasSize(1);
    assertThat(scene.trial(bad).state()).isEqualTo(TrialState.RUNNING);
  }

  private static ReportCommand command(LeaseRef lease, long step, double loss) {
    return new ReportCommand(lease.trialId(), lease.lease(), step, Map.of("loss", loss), null);
  }

  private static void assertRefused(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TunerException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
