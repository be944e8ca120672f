package dev.tuner.e2e.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.tuner.client.Study;
import dev.tuner.client.TrialQuery;
import dev.tuner.client.TunerClient;
import dev.tuner.client.TunerOptions;
import dev.tuner.e2e.ServiceProcess;
import dev.tuner.e2e.WorkerProcess;
import dev.tuner.wire.TakeoverView;
import dev.tuner.wire.TrialDetail;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Population based training with everything real: networks, processes, and the page. */
class PopulationTest {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int MAX_T = 4;

  @TempDir Path folder;

  @Test
  void aTrialThatLearnsNothingTakesOverTheWeightsOfOneThatDoes() throws Exception {
    try (var service = ServiceProcess.start(folder.resolve("data"));
        var client = TunerClient.connect(TunerOptions.of(service.address()));
        var worker = WorkerProcess.start("one", service.address(), folder)) {
      var study = client.study(client.studies().create(population()).id());
      await().atMost(PATIENCE).until(() -> study.view().state().equals("COMPLETED"));

      var taken = theOneThatTookOver(client, study);
      var takeover = taken.lineage().get(0);
      assertThat(takeover.step()).isEqualTo(2);
      assertThat(takeover.donorStep()).isEqualTo(2);
      assertThat(takeover.oldConfig()).containsEntry("lr", 1e-7);
      assertThat(worker.log())
          .contains("took over from trial %d at step 2".formatted(takeover.donor()));
      assertThat(accuracy(client, taken, 2)).isLessThan(0.3);
      assertThat(accuracy(client, taken, 3)).isGreaterThan(0.8);
      assertThat(client.trial(taken.trial().id()).policy()).hasSizeGreaterThan(1);
      assertThat(study.replay().differences()).isEmpty();
      assertShown(service, study, taken, takeover);
    }
  }

  private static TrialDetail theOneThatTookOver(TunerClient client, Study study) {
    return study
        .trials(TrialQuery.bestFirst())
        .map(trial -> client.trial(trial.id()).detail())
        .filter(trial -> trial.lineage() != null)
        .findFirst()
        .orElseThrow();
  }

  private static double accuracy(TunerClient client, TrialDetail trial, long step) {
    return client
        .trial(trial.trial().id())
        .measurements()
        .filter(measured -> measured.step() == step)
        .findFirst()
        .orElseThrow()
        .metrics()
        .get("val_accuracy");
  }

  private static void assertShown(
      ServiceProcess service, Study study, TrialDetail trial, TakeoverView takeover)
      throws IOException {
    try (var chromium = Chromium.launch();
        var page = chromium.newPage()) {
      page.navigate(
          service.address()
              + "/#/studies/%s/trials/%s".formatted(study.view().id(), trial.trial().id()));
      var lineage =
          page.getByRole(AriaRole.REGION)
              .filter(new Locator.FilterOptions().setHasText("Weights of"));
      assertThat(lineage).containsText("trial #%d at step 2".formatted(takeover.donor()));
      assertThat(lineage).containsText("lr 1.00e-7 → ");
      lineage.getByRole(AriaRole.LINK).first().click();
      assertThat(page.getByRole(AriaRole.HEADING).filter(titled(takeover.donor()))).isVisible();
    }
  }

  private static Locator.FilterOptions titled(int trial) {
    return new Locator.FilterOptions().setHasText("Trial #" + trial);
  }

  private static Map<String, Object> population() {
    return Map.of(
        "name",
        "population",
        "metric",
        "val_accuracy",
        "mode",
        "max",
        "space",
        Map.of(
            "lr", Map.of("loguniform", List.of(1e-7, 1e-1)),
            "hidden_units", 64,
            "batch_size", 32),
        "search",
        Map.of(
            "type",
            "random",
            "points_to_evaluate",
            List.of(Map.of("lr", 3e-3), Map.of("lr", 1e-2), Map.of("lr", 1e-7))),
        "scheduler",
        Map.of(
            "type",
            "pbt",
            "max_t",
            MAX_T,
            "perturbation_interval",
            2,
            "quantile_fraction",
            0.3,
            "resample_probability",
            0,
            "hyperparam_mutations",
            List.of("lr")),
        "num_samples",
        3,
        "trainable",
        Map.of("type", "dl4j", "recipe", "image_classifier", "dataset", "digits"),
        "seed",
        1);
  }
}
