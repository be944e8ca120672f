package dev.tuner.scheduler.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuner.scheduler.Scene;
import dev.tuner.scheduler.SchedulerTest;
import dev.tuner.scheduler.Training;
import dev.tuner.scheduler.judge.StudyControl;
import dev.tuner.scheduler.lease.TrialRuns;
import dev.tuner.scheduler.replay.Replay;
import dev.tuner.scheduler.study.Studies;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.study.StudyState;
import dev.tuner.scheduler.trial.TrialState;
import dev.tuner.search.definition.InvalidDefinitionException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A changed study goes on as its new definition says, and its log still tells every decision. */
@SchedulerTest
class StudyChangeTest {

  @Autowired private Scene scene;
  @Autowired private Studies studies;
  @Autowired private StudyChange changes;
  @Autowired private StudyRetry retry;
  @Autowired private StudyControl control;
  @Autowired private TrialRuns runs;
  @Autowired private Replay replay;
  @Autowired private JdbcClient db;

  @BeforeEach
  void emptyDatabase() {
    scene.empty();
  }

  @Test
  void anExtendedStudyGoesOnAsIfItHadHadTheSamplesFromTheStart() {
    var study = scene.study(Map.of("num_samples", 9));
    new Training(scene, 1).run(1000);
    assertThat(studies.get(study.id()).state()).isEqualTo(StudyState.COMPLETED);
    var waited = count("select count(*) from trial where cut_off = 'SCHEDULER'");

    changes.change(study.id(), Map.of("num_samples", 27));

    assertThat(waited).isPositive();
    assertThat(scene.count(study, TrialState.PAUSED)).isEqualTo(waited);
    new Training(scene, 2).run(1000);
    assertThat(studies.get(study.id()).state()).isEqualTo(StudyState.COMPLETED);
    assertThat(count("select count(*) from trial")).isEqualTo(27);
    assertThat(
            count(
                "select count(*) from rung_entry where standing = 'PROMOTED' and level = 1 and trial_number < 9"))
        .as("some that waited at the first end were promoted after it")
        .isGreaterThan(
            count(
                "select count(*) from decision where cause = 'PROMOTION' and milestone = 1 and sequence < (select min(sequence) from decision where cause = 'EXTENSION')"));
    assertThatItReplays(study);
  }

  @Test
  void anotherSchedulerTakesOverWhatWasReported() {
    for (var scheduler :
        List.of(
            Map.of("type", "asha", "reduction_factor", 2, "max_t", 16),
            Map.of("type", "asha", "variant", "stopping", "max_t", 9),
            Map.of("type", "asha", "brackets", 2, "max_t", 27),
            Map.of("type", "hyperband", "max_t", 9),
            Map.of("type", "pasha", "max_t", 27),
            Map.of("type", "median_stopping", "max_t", 9),
            Map.of("type", "fifo", "max_t", 4))) {
      scene.empty();
      var study = scene.study(Map.of("num_samples", 30));
      var training = new Training(scene, 3);
      training.run(20);

      changes.change(study.id(), Map.of("scheduler", scheduler));
      assertThatItReplays(study);
      training.runTogether(3);

      assertThat(studies.get(study.id()).state())
          .as("%s", scheduler)
          .isEqualTo(StudyState.COMPLETED);
      assertThat(
              count("select count(*) from trial where state in ('PENDING', 'RUNNING', 'PAUSED')"))
          .isZero();
      assertThat(
              count(
                  "select count(*) from (select 1 from rung_entry group by bracket, level, trial_number having count(*) > 1) doubles"))
          .isZero();
      assertThatItReplays(study);
    }
  }

  @Test
  void aStudyIsChangedAgainAndAgainWhileTrialsRun() {
    var study = scene.study(Map.of("num_samples", 40, "search", Map.of("type", "bohb")));
    var training = new Training(scene, 4);
    training.run(15);
    var running = scene.acquire(scene.worker("busy")).orElseThrow();

    changes.change(
        study.id(),
        Map.of("scheduler", Map.of("type", "asha", "max_t", 81, "reduction_factor", 4)));
    changes.change(study.id(), Map.of("space", Map.of("lr", Map.of("uniform", List.of(0.5, 0.9)))));
    assertThat(scene.trial(running).config()).isEqualTo(running.trial().config());
    training.train(running);
    training.run(10);
    changes.change(
        study.id(),
        Map.of(
            "scheduler", Map.of("type", "asha", "max_t", 9), "search", Map.of("type", "random")));
    training.runTogether(3);

    assertThat(count("select count(*) from study_definition")).isEqualTo(4);
    assertThat(count("select count(*) from trial where (config ->> 'lr')::float > 0.4"))
        .isBetween(20L, 39L);
    assertThatItReplays(study);
  }

  @Test
  void theSameChangeAgainChangesNothing() {
    var study = scene.study(Map.of());
    var change = Map.<String, Object>of("max_concurrent_trials", 3, "name", "renamed");
    var first = changes.change(study.id(), change).version();

    assertThat(changes.change(study.id(), change).version()).isEqualTo(first);
    assertThat(count("select count(*) from study_definition")).isEqualTo(2);
    assertThat(studies.get(study.id()).maxConcurrent()).isEqualTo(3);
  }

  @Test
  void refusesWhatWouldMakeReportsIncomparableOrTrialsTooMany() {
    var study = scene.study(Map.of("num_samples", 9));
    new Training(scene, 5).run(5);

    assertThatThrownBy(
            () ->
                changes.change(
                    study.id(),
                    Map.of(
                        "metric", "other", "num_samples", 2, "start_at", "2030-01-01T00:00:00Z")))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("/metric: cannot change")
        .hasMessageContaining("/num_samples: makes 2 trials at most, but")
        .hasMessageContaining("/start_at: cannot change");
    assertThat(count("select count(*) from study_definition")).isEqualTo(1);
  }

  @Test
  void moreTimeLetsGoOnWhatTheEndCutOff() {
    var study = scene.study(Map.of("time_budget", "PT1H"));
    var training = new Training(scene, 6);
    training.run(4);
    var running = scene.acquire(scene.worker("w")).orElseThrow();
    db.sql(
            "update study set started_at = started_at - interval '2 h', deadline_at = deadline_at - interval '2 h'")
        .update();
    control.endIfUsedUp(study.id());
    assertThat(scene.trial(running).state()).isEqualTo(TrialState.STOPPED);

    assertThatThrownBy(() -> changes.change(study.id(), Map.of("time_budget", "PT90M")))
        .hasMessageContaining("/time_budget: ended at");
    changes.change(study.id(), Map.of("time_budget", "PT10H"));

    assertThat(scene.trial(running).state()).isEqualTo(TrialState.PENDING);
    training.run(1000);
    assertThat(count("select count(*) from trial")).isEqualTo(9);
    assertThatItReplays(study);
  }

  @Test
  void triesOnlyTheFailedTrialsAgainAndJudgesThemWhereTheyHadCountedAsWorst() {
    var study = scene.study(Map.of("num_samples", 9));
    var worker = scene.worker("w");
    var failed = scene.acquire(worker).orElseThrow();
    scene.report(failed, 1, 0.0); // promoted at once: it is the best
    var again = scene.acquire(worker).orElseThrow();
    runs.fail(Scene.ref(again), "out of memory\nat line 1", "log");
    new Training(scene, 7).run(1000);
    assertThat(studies.get(study.id()).state()).isEqualTo(StudyState.COMPLETED);
    var ended = count("select count(*) from trial where state <> 'FAILED'");

    retry.retryFailed(study.id());

    var trial = scene.trial(again);
    assertThat(trial.state()).isEqualTo(TrialState.PENDING);
    assertThat(trial.retries()).isZero();
    assertThat(trial.reason()).isEqualTo("tried again by a person after: out of memory");
    assertThat(scene.count(study, TrialState.PENDING)).isEqualTo(1);
    assertThat(ended).isEqualTo(8);
    new Training(scene, 8).run(1000);
    assertThat(scene.trial(again).state()).isIn(TrialState.STOPPED, TrialState.COMPLETED);
    assertThat(count("select count(*) from rung_entry where loss = 'Infinity'")).isZero();
    assertThatItReplays(study);

    retry.retryFailed(study.id());
    assertThat(studies.get(study.id()).state()).isEqualTo(StudyState.COMPLETED);
  }

  private void assertThatItReplays(Study study) {
    var report = replay.replay(study.id());
    assertThat(report.differences()).isEmpty();
    assertThat(report.different()).isZero();
    assertThat(report.reports()).isEqualTo(count("select count(*) from measurement"));
    assertThat(report.decisions()).isPositive();
  }

  private long count(String sql) {
    return db.sql(sql).query(Long.class).single();
  }
}
