package dev.tuner.scheduler.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuner.scheduler.InvalidInputException;
import dev.tuner.scheduler.Scene;
import dev.tuner.scheduler.SchedulerTest;
import dev.tuner.scheduler.lease.TrialRuns;
import dev.tuner.scheduler.rung.StudyLogs;
import dev.tuner.scheduler.study.Studies;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.study.StudyDefinitions;
import dev.tuner.scheduler.view.Front;
import dev.tuner.scheduler.view.TrialRow;
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
import org.springframework.transaction.support.TransactionTemplate;

@SchedulerTest
class SeveralMetricsTest {

  @Autowired private Scene scene;
  @Autowired private Studies studies;
  @Autowired private StudyDefinitions definitions;
  @Autowired private TrialRuns runs;
  @Autowired private Front front;
  @Autowired private StudyLogs logs;
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
          == dev.tuner.search.scheduler.Decision.Kind.CONTINUE) {
        step++;
      }
    }

    var learnt = learnt(logs, study);
    assertThat(learnt.get(0)).contains("[");
    assertThat(learnt).anyMatch(each -> each.contains("[Infinity, Infinity]"));
    assertThat(learnt(newInstance(), study)).isEqualTo(learnt);
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
