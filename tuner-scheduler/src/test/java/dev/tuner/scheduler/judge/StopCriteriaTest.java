package dev.tuner.scheduler.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuner.scheduler.Scene;
import dev.tuner.scheduler.SchedulerTest;
import dev.tuner.scheduler.lease.LeasedTrial;
import dev.tuner.scheduler.lease.TrialRuns;
import dev.tuner.scheduler.study.Studies;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.study.StudyState;
import dev.tuner.scheduler.trial.TrialOverException;
import dev.tuner.scheduler.trial.TrialState;
import dev.tuner.search.scheduler.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What ends a study before its samples are used up, and that no budget is overshot. */
@SchedulerTest
class StopCriteriaTest {

  private static final Map<String, Object> FIFO = Map.of("type", "fifo", "max_t", 1_000_000);

  @Autowired private Scene scene;
  @Autowired private Studies studies;
  @Autowired private TrialRuns runs;
  @Autowired private OverdueStudies overdue;
  @Autowired private StudyControl control;
  @Autowired private JdbcClient db;

  @BeforeEach
  void emptyDatabase() {
    scene.empty();
  }

  @Test
  void aStudyIsCompleteWhenATrialReachesTheTarget() {
    var study = scene.study(Map.of("target", 0.1, "scheduler", FIFO));
    var worker = scene.worker("w");
    var first = scene.acquire(worker).orElseThrow();
    var second = scene.acquire(worker, first).orElseThrow();
    assertThat(scene.report(second, 1, 0.11).decision()).isEqualTo(Decision.Kind.CONTINUE);

    var answer = scene.report(second, 2, 0.09);

    var reason = "target 0.1 reached by trial 1 at step 2 with 0.09";
    assertThat(answer.decision()).isEqualTo(Decision.Kind.STOP);
    assertThat(answer.reason()).isEqualTo(reason);
    assertEnded(study, StudyState.COMPLETED, reason);
    assertThat(scene.trial(first).state()).isEqualTo(TrialState.STOPPED);
    assertThat(scene.trial(first).reason()).isEqualTo(reason);
    assertThat(scene.report(second, 2, 0.09)).as("repeated").isNotNull();
    assertThatThrownBy(() -> scene.report(first, 1, 0.5))
        .isInstanceOf(TrialOverException.class)
        .hasMessageContaining(reason);
    assertThat(scene.acquire(worker)).isEmpty();
  }

  @Test
  void aStudyIsCompleteWhenNothingGetsBetterAnyMore() {
    var study =
        scene.study(
            Map.of(
                "plateau", Map.of("trials", 2, "min_delta", 0.1),
                "scheduler", Map.of("type", "fifo", "max_t", 1)));
    var worker = scene.worker("w");

    for (double loss : new double[] {0.5, 0.3, 0.25, 0.26}) {
      assertThat(studies.get(study.id()).state()).isEqualTo(StudyState.RUNNING);
      scene.report(scene.acquire(worker).orElseThrow(), 1, loss);
    }

    assertEnded(
        study,
        StudyState.COMPLETED,
        "plateau: the best value 0.3 has not improved by more than 0.1 in 2 trials");
  }

  @Test
  void aStudyFailsWithOneFailureMoreThanItBears() {
    var study = scene.study(Map.of("max_failures", 1));
    var worker = scene.worker("w");
    var good = scene.acquire(worker).orElseThrow();
    var bad = scene.acquire(worker, good).orElseThrow();
    var worse = scene.acquire(worker, good, bad).orElseThrow();
    runs.fail(Scene.ref(bad), "no such data set\nat line 1", null);
    control.pause(study.id());

    runs.fail(Scene.ref(worse), "out of memory", null);

    assertEnded(
        study,
        StudyState.FAILED,
        "2 trials failed, max_failures is 1; the last one, trial 2: out of memory");
    assertThat(scene.trial(good).state()).isEqualTo(TrialState.STOPPED);
  }

  @Test
  void everyRunIsCountedForAsLongAsItsLeaseIsHeld() {
    var study = scene.study(gpuStudy(1, Map.of()));
    var worker = scene.worker("w");
    var released = scene.acquire(worker).orElseThrow();
    var paused = scene.acquire(worker, released).orElseThrow();
    var cancelled = scene.acquire(worker, released, paused).orElseThrow();
    runs.release(Scene.ref(released));
    scene.report(paused, 1, 0.5);
    assertThat(scene.acquire(worker, paused, cancelled)).isPresent();
    assertThat(running(study)).isEqualTo(3);

    control.cancel(study.id());

    var counted = db.sql("select run_seconds from study").query(Double.class).single();
    var runs = db.sql("select sum(run_seconds) from trial").query(Double.class).single();
    assertThat(counted).isPositive();
    assertThat(runs).isEqualTo(counted, org.assertj.core.data.Offset.offset(1e-6));
    assertThat(running(study)).isZero();
  }

  @Test
  void aRunBudgetEndsTheStudyAtTheMomentWhenItIsUsedUp() {
    var study = scene.study(gpuStudy(1.0 / 3600, Map.of()));
    var worker = scene.worker("w");
    var first = scene.acquire(worker).orElseThrow();
    var second = scene.acquire(worker, first).orElseThrow();
    letPass(study, 10);

    assertThatThrownBy(() -> scene.report(first, 1, 0.5)).isInstanceOf(TrialOverException.class);

    assertEnded(
        study, StudyState.COMPLETED, "its budget of 2.777777777777778E-4 GPU-hours is used up");
    assertThat(scene.trial(second).state()).isEqualTo(TrialState.STOPPED);
    assertWithinBudget(1.0);
  }

  @Test
  void theTickEndsAStudyWhoseBudgetIsUsedUpThoughNobodyCalls() {
    var study = scene.study(gpuStudy(1, Map.of("cpu_hours", 0.001)));
    assertThat(scene.acquire(scene.worker("w"))).isPresent();
    overdue.end();
    assertThat(studies.get(study.id()).state()).isEqualTo(StudyState.RUNNING);
    letPass(study, 10);

    overdue.end();

    assertEnded(study, StudyState.COMPLETED, "its budget of 0.001 CPU-hours is used up");
    assertWithinBudget(3.6);
  }

  @Test
  void manyWorkersAtOnceNeverUseMoreThanTheBudget() throws Exception {
    var seconds = 6.0;
    var changes = Map.<String, Object>of("num_samples", 1000);
    var study = scene.study(gpuStudy(seconds / 3600, changes));
    var pool = Executors.newFixedThreadPool(6);
    try {
      var calls =
          IntStream.range(0, 6).mapToObj(n -> (Callable<Void>) () -> work("w" + n)).toList();
      for (var answer : pool.invokeAll(calls)) {
        answer.get(); // throws what the worker threw
      }
    } finally {
      pool.shutdownNow();
    }
    overdue.end();

    assertThat(studies.get(study.id()).state()).isEqualTo(StudyState.COMPLETED);
    assertThat(studies.get(study.id()).reason()).contains("GPU-hours is used up");
    assertWithinBudget(seconds);
    assertThat(used()).isGreaterThan(seconds * 0.99);
    assertThat(scene.count(study, TrialState.RUNNING)).isZero();
  }

  /** Takes trials and reports until there are none. */
  private Void work(String name) {
    var worker = scene.worker(name);
    while (true) {
      List<LeasedTrial> leased = new ArrayList<>(scene.acquire(worker, 2, Set.of()));
      if (leased.isEmpty()) {
        return null;
      }
      for (var each : leased) {
        try {
          scene.report(each, 1, 0.5);
          runs.complete(Scene.ref(each));
        } catch (TrialOverException ended) {
          assertThat(ended).hasMessageContaining("is used up");
        }
      }
    }
  }

  private static Map<String, Object> gpuStudy(double gpuHours, Map<String, Object> changes) {
    var json = new java.util.HashMap<String, Object>(changes);
    json.put("gpu_hours", gpuHours);
    json.put("resources_per_trial", Map.of("cpu", 1, "gpu", 1));
    json.put("scheduler", FIFO);
    return json;
  }

  /** As if this had happened so many seconds earlier. */
  private void letPass(Study study, int seconds) {
    db.sql(
            """
            update study set counted_at = counted_at - make_interval(secs => :seconds),
              run_budget_ends_at = run_budget_ends_at - make_interval(secs => :seconds)
            where id = :id
            """)
        .param("seconds", seconds)
        .param("id", study.id())
        .update();
    db.sql("update trial set leased_at = leased_at - make_interval(secs => :seconds)")
        .param("seconds", seconds)
        .update();
  }

  private void assertEnded(Study study, StudyState state, String reason) {
    var now = studies.get(study.id());
    assertThat(now.state()).isEqualTo(state);
    assertThat(now.reason()).isEqualTo(reason);
    assertThat(
            db.sql("select count(*) from trial where ended_at is null").query(Long.class).single())
        .isZero();
    assertThat(running(study)).isZero();
  }

  private void assertWithinBudget(double seconds) {
    assertThat(used()).isPositive().isLessThanOrEqualTo(seconds + 1e-6);
    assertThat(db.sql("select run_seconds from study").query(Double.class).single())
        .isLessThanOrEqualTo(seconds);
  }

  private double used() {
    return db.sql("select sum(run_seconds) from trial").query(Double.class).single();
  }

  private int running(Study study) {
    return db.sql("select running_trials from study where id = :id")
        .param("id", study.id())
        .query(Integer.class)
        .single();
  }
}
