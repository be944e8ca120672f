package dev.tuner.scheduler.given;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuner.scheduler.Scene;
import dev.tuner.scheduler.SchedulerTest;
import dev.tuner.scheduler.rung.StudyLogs;
import dev.tuner.scheduler.study.IdempotencyKey;
import dev.tuner.scheduler.study.KeyReusedException;
import dev.tuner.scheduler.study.Studies;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.study.StudyState;
import dev.tuner.scheduler.trial.TrialState;
import dev.tuner.scheduler.trial.Trials;
import dev.tuner.search.definition.InvalidDefinitionException;
import dev.tuner.search.searcher.History;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

@SchedulerTest
class TrialIntakeTest {

  @Autowired private Scene scene;
  @Autowired private TrialIntake intake;
  @Autowired private Studies studies;
  @Autowired private Trials trials;
  @Autowired private StudyLogs logs;
  @Autowired private TransactionTemplate transaction;
  @Autowired private ApplicationContext application;

  @BeforeEach
  void emptyDatabase() {
    scene.empty();
  }

  @Test
  void searchersLearnFromImportedTrialsAndSchedulersDoNotCompareWithThem() {
    var study = scene.study(Map.of("search", Map.of("type", "bohb")));

    give(
        study,
        List.of(
            curve(0.01, 0.9, 0.5, 0.4, 0.3),
            Map.of("config", Map.of("lr", 0.02), "metrics", Map.of("loss", 0.2), "step", 27),
            Map.of(
                "config",
                Map.of("lr", 0.03),
                "metrics",
                Map.of("loss", 0.7),
                "state",
                "STOPPED",
                "step",
                1),
            Map.of("config", Map.of("lr", 0.05), "error", "out of memory")));

    var learnt = learnt(logs, study);
    assertThat(learnt)
        .containsExactly(
            "step 27: 1=0.2",
            "step 9: 1=0.2",
            "step 3: 0=0.4 1=0.2",
            "step 1: 0=0.9 1=0.2 2=0.7",
            "finished: 0=0.3 1=0.2 3=Infinity");
    assertThat(learnt(newInstance(), study)).isEqualTo(learnt);
    var leased = scene.acquire(scene.worker("w")).orElseThrow();
    assertThat(leased.trial().number()).isEqualTo(4);
    assertThat(scene.report(leased, 1, 0.95).reason()).contains("rank 1 of 1");
    assertThat(studies.get(study.id()).numbers().samplesLeft()).isEqualTo(8);
    assertThat(scene.count(study, TrialState.COMPLETED)).isEqualTo(2);
  }

  @Test
  void configsToRunComeNextAndCountAsSamples() {
    var study =
        scene.study(
            Map.of(
                "num_samples", 3,
                "space",
                    Map.of(
                        "lr", Map.of("loguniform", List.of(1e-4, 1e-1)),
                        "n", Map.of("grid_search", List.of(1, 2, 3))),
                "scheduler", Map.of("type", "fifo", "max_t", 1)));
    give(study, List.of(Map.of("config", Map.of("lr", 0.02))));
    give(
        study, List.of(Map.of("config", Map.of("lr", 0.01, "n", 3), "metrics", Map.of("loss", 1))));

    var worker = scene.worker("w");
    var first = scene.acquire(worker).orElseThrow();
    assertThat(first.trial().config()).containsEntry("lr", 0.02).containsKey("n");
    scene.report(first, 1, 0.5);
    var turns = new ArrayList<Object>();
    for (var next = scene.acquire(worker); next.isPresent(); next = scene.acquire(worker)) {
      turns.add(next.get().trial().config().get("n"));
      scene.report(next.get(), 1, 0.5);
    }

    assertThat(turns).as("the grid begins at its begin").startsWith(1, 2, 3, 1).hasSize(8);
    assertThat(studies.get(study.id()).state()).isEqualTo(StudyState.COMPLETED);
    assertThatThrownBy(() -> give(study, List.of(Map.of("config", Map.of()))))
        .isInstanceOf(StudyOverException.class)
        .hasMessageContaining("import_from");
  }

  @Test
  void refusesMoreConfigsThanSamplesAreLeft() {
    var study = scene.study(Map.of("num_samples", 1));
    var one = Map.<String, Object>of("config", Map.of());

    assertThatThrownBy(() -> give(study, List.of(one, one)))
        .isInstanceOf(NoSamplesLeftException.class)
        .hasMessageContaining("may start 1 more trials, and 2 configs are to run");
    assertThat(trials.count()).isZero();
  }

  @Test
  void takesARepeatedRequestInOnce() {
    var study = scene.study(Map.of());
    Map<String, Object> request = curve(0.01, 0.9);
    var key = IdempotencyKey.of("k", request);

    var taken = intake.take(study.id(), request, key);

    assertThat(intake.take(study.id(), request, key)).isEqualTo(taken);
    assertThat(trials.count()).isEqualTo(1);
    assertThatThrownBy(
            () -> intake.take(study.id(), request, IdempotencyKey.of("k", Map.of("other", 1))))
        .isInstanceOf(KeyReusedException.class);
  }

  @Test
  void aNewStudyGoesOnFromTheTrialsOfAnEarlierOne() {
    var earlier = scene.study(Map.of("num_samples", 5));
    give(
        earlier,
        List.of(
            curve(0.01, 0.9, 0.5),
            curve(0.05, 0.8),
            Map.of("config", Map.of("lr", 0.02), "error", "x")));

    var study =
        scene.study(
            Map.of(
                "import_from", earlier.id().toString(),
                "search", Map.of("type", "tpe"),
                "space", Map.of("lr", Map.of("uniform", List.of(0.005, 0.03)))));

    assertThat(learnt(logs, study)).containsExactly("step 1: 0=0.9", "finished: 0=0.5 1=Infinity");
    assertThat(studies.get(study.id()).numbers().imported()).isEqualTo(2);
    assertThat(studies.get(study.id()).definition())
        .containsEntry("import_from", earlier.id().toString());
  }

  @Test
  void refusesAnEarlierStudyThatDoesNotFit() {
    var earlier = scene.study(Map.of());
    give(earlier, List.of(curve(0.01, 0.9)));
    var id = earlier.id().toString();

    assertRefused(Map.of("import_from", "4711"), "must be the id of a study");
    assertRefused(
        Map.of("import_from", "00000000-0000-4000-8000-000000000000"), "there is no study 0000");
    assertRefused(
        Map.of("import_from", id, "mode", "max"), "optimises loss (min), this one loss (max)");
    assertRefused(
        Map.of("import_from", id, "space", Map.of("x", Map.of("uniform", List.of(0, 1)))),
        "no config of the 1 trials of study scene lies in this space: /x is missing");
    assertThat(studies.count()).isEqualTo(1);
  }

  @Test
  void refusesAnEarlierStudyWhoseTrialsMissAMetric() {
    var earlier = scene.study(Map.of());
    give(earlier, List.of(curve(0.01, 0.9)));
    var metrics =
        List.of(Map.of("name", "loss", "mode", "min"), Map.of("name", "latency_ms", "mode", "min"));
    var changes = new HashMap<String, Object>();
    changes.put("import_from", earlier.id().toString());
    changes.put("metrics", metrics);
    changes.put("metric", null);
    changes.put("mode", null);

    assertRefused(
        changes, "1 trials of study scene did not report latency_ms, which is among the metrics");
    assertThat(studies.count()).isEqualTo(1);
  }

  private void assertRefused(Map<String, Object> changes, String detail) {
    assertThatThrownBy(() -> scene.study(changes))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageStartingWith("/import_from: ")
        .hasMessageContaining(detail);
  }

  private static Map<String, Object> curve(double lr, double... losses) {
    var measurements = new ArrayList<Map<String, Object>>();
    for (double loss : losses) {
      measurements.add(
          Map.of("step", measurements.size() + 1, "metrics", Map.of("loss", loss), "seconds", 2));
    }
    return Map.of("config", Map.of("lr", lr), "measurements", measurements);
  }

  private void give(Study study, List<Map<String, Object>> given) {
    Map<String, Object> json = given.size() == 1 ? given.get(0) : Map.of("trials", given);
    assertThat(intake.take(study.id(), json, IdempotencyKey.of(null, json))).hasSize(given.size());
  }

  private List<String> learnt(StudyLogs instance, Study study) {
    return transaction.execute(
        status -> {
          History history = instance.of(studies.getLocked(study.id())).history(List.of());
          var words = new ArrayList<String>();
          history
              .rungs()
              .forEach(
                  rung ->
                      words.add("step " + rung.level() + ":" + losses(rung.results().arrived())));
          words.add("finished:" + losses(history.finished().arrived()));
          return words;
        });
  }

  private static String losses(List<dev.tuner.search.searcher.Observation> observations) {
    var words = new StringBuilder();
    observations.forEach(each -> words.append(" " + each.trial() + "=" + each.loss()));
    return words.toString();
  }

  /** As another instance of the service would have it: nothing in memory. */
  private StudyLogs newInstance() {
    return application.getAutowireCapableBeanFactory().createBean(StudyLogs.class);
  }
}
