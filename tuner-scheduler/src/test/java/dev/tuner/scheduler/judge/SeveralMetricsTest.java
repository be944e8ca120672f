package dev.tuner.scheduler.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuner.scheduler.InvalidInputException;
import dev.tuner.scheduler.Scene;
import dev.tuner.scheduler.SchedulerTest;
import dev.tuner.scheduler.lease.LeasedTrial;
import dev.tuner.scheduler.lease.TrialRuns;
import dev.tuner.scheduler.replay.Replay;
import dev.tuner.scheduler.rung.StudyLogs;
import dev.tuner.scheduler.study.Studies;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.study.StudyDefinitions;
import dev.tuner.scheduler.view.Front;
import dev.tuner.scheduler.view.TrialRow;
import dev.tuner.search.scheduler.Decision;
import dev.tuner.search.searcher.Observation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SchedulerTest
class SeveralMetricsTest {

  @Autowired private Scene scene;
  @Autowired private Studies studies;
  @Autowired private StudyDefinitions definitions;
  @Autowired private TrialRuns runs;
  @Autowired private Front front;
  @Autowired private StudyLogs logs;
  @Autowired private Replay replay;
  @Autowired private JdbcClient db;
  @Autowired private TransactionTemplate transaction;
  @Autowired private ApplicationContext application;

  @BeforeEach
  void emptyDatabase() {
    scene.empty();
  }

  @Test
  void theFrontIsWhatNoOtherTrialBeatsInEveryMetric() {
    var study = study("nsga2", Map.of("type", "fifo", "max_t", 2));
    double[][] values = {{0.3, 5}, {0.2, 4}, {0.4, 9}, {0.1, Double.NaN}, {0.2, 3}, {0.1, 2}};
    for (var each : values) {
      var leased = scene.acquire(scene.worker("w")).orElseThrow();
      scene.report(Scene.ref(leased), 1, Map.of("loss", 0.0, "speed", 100.0));
      scene.report(Scene.ref(leased), 2, Map.of("loss", each[0], "speed", each[1]));
    }

    assertThat(front.of(study.id(), definitions.of(study).objectives()))
        .extracting(TrialRow::number)
        .containsExactly(5, 1, 0, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nsga2", "motpe", "bohb"})
  void anInstanceThatStartsAnewLearnsTheSame(String searcher) {
    var study = study(searcher, Map.of("type", "asha", "max_t", 9));
    var worker = scene.worker("w");
    for (int n = 0; n < 12; n++) {
      var leased = scene.acquire(worker).orElseThrow();
      if (n == 5) {
        runs.fail(Scene.ref(leased), "out of memory", null);
        continue;
      }
      var step = leased.trial().lastStep() + 1;
      while (scene
              .report(
                  Scene.ref(leased),
                  step,
                  Map.of("loss", (n * 7 % 12) / 12.0 / step, "speed", (double) (n * 5 % 12)))
              .decision()
          == Decision.Kind.CONTINUE) {
        step++;
      }
    }

    var learnt = learnt(logs, study);
    assertThat(learnt.get(0)).contains("[");
    assertThat(learnt).anyMatch(each -> each.contains("[Infinity, Infinity]"));
    assertThat(learnt(newInstance(), study)).isEqualTo(learnt);
  }

  @Test
  void ashaComparesByFrontsAndItsLogTellsTheSameAgain() {
    var study = study("random", Map.of("type", "asha", "max_t", 9));
    var worker = scene.worker("w");
    var next = scene.acquire(worker);
    while (next.isPresent()) {
      train(next.get());
      next = scene.acquire(worker);
    }

    var told = replay.replay(study.id());
    assertThat(told.differences()).isEmpty();
    assertThat(told.decisions()).isGreaterThan(40);
    assertThat(rungs(newInstance(), study)).isEqualTo(rungs(logs, study));
    assertThat(ended(study)).as("good in the first metric").anyMatch(each -> each < 0.2);
    assertThat(ended(study)).as("good in the second metric").anyMatch(each -> each > 0.8);
  }

  /** Two metrics that are at odds: loss = x, speed = x, each worse by how far from the front. */
  private void train(LeasedTrial leased) {
    var number = leased.trial().number();
    var x = number * 7 % 40 / 40.0;
    var far = number % 2 == 0 ? 0 : 0.5;
    var speed = number == 12 ? Double.NaN : x - far;
    var step = leased.trial().lastStep();
    var decision = Decision.Kind.CONTINUE;
    while (decision == Decision.Kind.CONTINUE) {
      step++;
      decision =
          scene.report(Scene.ref(leased), step, Map.of("loss", x + far, "speed", speed)).decision();
    }
  }

  private List<Double> ended(Study study) {
    return db.sql(
            "select best_value from trial where study_id = ? and state = 'COMPLETED' order by number")
        .param(study.id())
        .query(Double.class)
        .list();
  }

  private List<List<Object>> rungs(StudyLogs instance, Study study) {
    return transaction.execute(
        status -> {
          var view = instance.of(studies.getLocked(study.id())).rungs();
          var shown = new ArrayList<List<Object>>();
          for (var level : List.of(1L, 3L, 9L)) {
            var rung = view.rung(0, level);
            shown.add(List.of(rung.entries(), rung.fronts().trials(), rung.promoted()));
          }
          return shown;
        });
  }

  @Test
  void everyReportNeedsEveryMetric() {
    study("random", Map.of("type", "fifo", "max_t", 2));
    var leased = scene.acquire(scene.worker("w")).orElseThrow();

    assertThatThrownBy(() -> scene.report(Scene.ref(leased), 1, Map.of("loss", 0.5)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("the report lacks speed");
  }

  private Study study(String searcher, Map<String, Object> scheduler) {
    var changes = new HashMap<String, Object>();
    changes.put("metric", null);
    changes.put(
        "metrics",
        List.of(Map.of("name", "loss", "mode", "min"), Map.of("name", "speed", "mode", "max")));
    changes.put("search", Map.of("type", searcher));
    changes.put("scheduler", scheduler);
    changes.put("num_samples", 40);
    return scene.study(changes);
  }

  private List<String> learnt(StudyLogs instance, Study study) {
    return transaction.execute(
        status -> {
          var history = instance.of(studies.getLocked(study.id())).history(List.of());
          var words = new ArrayList<String>();
          history
              .rungs()
              .forEach(rung -> words.add(rung.level() + words(rung.results().arrived())));
          words.add("finished" + words(history.finished().arrived()));
          return words;
        });
  }

  private static String words(List<Observation> observations) {
    var words = new StringBuilder();
    observations.forEach(
        each -> words.append(" " + each.trial() + "=" + Arrays.toString(each.losses())));
    return words.toString();
  }

  /** As another instance of the service would have it: nothing in memory. */
  private StudyLogs newInstance() {
    return application.getAutowireCapableBeanFactory().createBean(StudyLogs.class);
  }
}
