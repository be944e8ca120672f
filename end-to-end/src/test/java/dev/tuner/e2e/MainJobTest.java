package dev.tuner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tuner.client.Study;
import dev.tuner.client.TrialQuery;
import dev.tuner.client.TunerClient;
import dev.tuner.client.TunerOptions;
import dev.tuner.wire.MeasurementView;
import dev.tuner.wire.TrialView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job with everything real: the service, its database and two workers as processes tune a
 * network on the digits, and one worker is killed in the middle.
 */
class MainJobTest {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int SAMPLES = 9;

  /**
   * Rates of learning, so that the ranks are known whoever runs what: of nine trials the first is
   * third, so it waits at its first milestone until the last of them has been there.
   */
  private static final List<Double> RATES =
      List.of(1e-3, 1e-2, 1e-2, 1e-6, 1e-6, 1e-6, 1e-6, 1e-6, 1e-6);

  private static final int WAITS_LONGEST = 0;

  @TempDir Path folder;

  @Test
  void aWorkerKilledInTheMiddleCostsNothingThatWasReported() throws Exception {
    try (var service = ServiceProcess.start(folder.resolve("data"), "--tuner.lease.ttl=5s");
        var client = TunerClient.connect(TunerOptions.of(service.address()));
        var one = WorkerProcess.start("one", service.address(), folder);
        var two = WorkerProcess.start("two", service.address(), folder)) {
      var study = client.study(client.studies().create(definition()).id());

      var killed = killTheWorkerOfAPausedTrial(study, one, two);
      var survivor = killed == one ? two : one;
      await().atMost(PATIENCE).until(() -> study.view().state().equals("COMPLETED"));

      var trials = trials(study);
      assertThat(trials).hasSize(SAMPLES);
      assertThat(trials.values()).allSatisfy(trial -> assertThat(trial.endedAt()).isNotNull());
      assertThat(trials.values()).allSatisfy(trial -> assertEachStepOnce(client, trial));
      assertPromotedOnTheOtherWorker(client, trials.get(WAITS_LONGEST), survivor);
      assertThat(study.best().bestValue()).isGreaterThan(0.95);
      assertSaysWhatRanIt(client, trials.get(WAITS_LONGEST));
      new TrainedDigits(service.address(), "main-job", folder).assertPredictedAlikeEverywhere();
    }
  }

  /** Waits until a trial is paused whose worker runs another one now, and kills that worker. */
  private static WorkerProcess killTheWorkerOfAPausedTrial(
      Study study, WorkerProcess one, WorkerProcess two) {
    var victim =
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(50))
            .until(() -> busyWorkerOf(trials(study)), name -> !name.isEmpty());
    var killed = one.name().equals(victim) ? one : two;
    killed.kill();
    return killed;
  }

  private static String busyWorkerOf(Map<Integer, TrialView> trials) {
    var waiting = trials.get(WAITS_LONGEST);
    if (waiting == null || !waiting.state().equals("PAUSED")) {
      return "";
    }
    return trials.values().stream()
        .filter(trial -> trial.state().equals("RUNNING"))
        .map(TrialView::worker)
        .filter(waiting.worker()::equals)
        .findFirst()
        .orElse("");
  }

  private static void assertEachStepOnce(TunerClient client, TrialView trial) {
    var steps = client.trial(trial.id()).measurements().map(MeasurementView::step).toList();
    assertThat(steps)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, trial.step()).boxed().toList());
  }

  private static void assertPromotedOnTheOtherWorker(
      TunerClient client, TrialView trial, WorkerProcess survivor) throws Exception {
    assertThat(trial.worker()).isEqualTo(survivor.name());
    assertThat(trial.attempt()).isEqualTo(1);
    assertThat(trial.step()).isGreaterThanOrEqualTo(3);
    assertThat(client.trial(trial.id()).detail().decisions())
        .anySatisfy(decision -> assertThat(decision.kind()).isEqualTo("PROMOTE"));
    assertThat(survivor.log()).contains("trial 0 of main-job resumed from step 1");
  }

  /** It ran on two workers, so that there are two runs. */
  private static void assertSaysWhatRanIt(TunerClient client, TrialView trial) {
    var runs = client.trial(trial.id()).detail().provenance();
    assertThat(runs).hasSizeGreaterThanOrEqualTo(2);
    assertThat(runs)
        .allSatisfy(
            run -> {
              assertThat(run.version()).contains("sha256:");
              assertThat(run.environment()).containsKeys("device", "java", "os", "nd4j-native");
              assertThat(run.command())
                  .isEqualTo("tuner reproduce %s --trial 0".formatted(trial.studyId()));
            });
    assertThat(runs.get(0).worker()).isNotEqualTo(runs.get(runs.size() - 1).worker());
  }

  private static Map<Integer, TrialView> trials(Study study) {
    return study
        .trials(TrialQuery.bestFirst())
        .collect(Collectors.toMap(TrialView::number, Function.identity()));
  }

  private static Map<String, Object> definition() {
    var points = new ArrayList<Map<String, Object>>();
    RATES.forEach(rate -> points.add(Map.of("lr", rate)));
    return Map.of(
        "name",
        "main-job",
        "metric",
        "val_accuracy",
        "mode",
        "max",
        "space",
        Map.of(
            "lr", Map.of("loguniform", List.of(1e-7, 1e-1)),
            "hidden_units", 64,
            "batch_size", 32,
            "accumulation_steps", 2,
            "precision", "amp_bf16"),
        "search",
        Map.of("type", "random", "points_to_evaluate", points),
        "scheduler",
        Map.of("type", "asha", "variant", "promotion", "reduction_factor", 3, "max_t", 9),
        "num_samples",
        SAMPLES,
        "trainable",
        Map.of("type", "dl4j", "recipe", "image_classifier", "dataset", "digits"),
        "seed",
        1);
  }
}
