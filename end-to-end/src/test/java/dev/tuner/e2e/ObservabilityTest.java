package dev.tuner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tuner.client.TunerClient;
import dev.tuner.client.TunerOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What people who run the service see of it: metrics, the dashboard of them, and the log. */
class ObservabilityTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern METRIC =
      Pattern.compile("\\b(?:tuner|http|hikaricp|jvm|process)_[a-z_]+");
  private static final Pattern OF_A_FAMILY = Pattern.compile("_(bucket|count|sum|max)$");

  @TempDir static Path folder;
  private static Collector collector;
  private static ServiceProcess service;

  @BeforeAll
  static void start() throws IOException {
    collector = new Collector();
    service =
        ServiceProcess.start(
            folder.resolve("data"),
            "--logging.structured.format.console=ecs",
            "--tuner.metrics.census-every=1s",
            "--management.opentelemetry.tracing.export.otlp.endpoint=" + collector.address(),
            "--management.tracing.sampling.probability=1");
  }

  @AfterAll
  static void stop() {
    service.close();
    collector.close();
  }

  @Test
  void aReportIsTraced() {
    try (var client = TunerClient.connect(TunerOptions.of(service.address()))) {
      var study = client.study(client.studies().create(ExternalStudy.of("traced", 1)).id());
      study.ask("me", 1).get(0).report(1, Map.of("loss", 0.5));
      study.cancel();
    }
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> collector.received().contains("http post /api/v1/trials/{id}/measurements"));
    assertThat(collector.received()).contains("service.name").contains("tuner");
  }

  @Test
  void everyMetricThatIsWrittenOfIsThereAndTheOtherWayRound() throws Exception {
    try (var client = TunerClient.connect(TunerOptions.of(service.address()))) {
      var study = client.study(client.studies().create(ExternalStudy.of("observed", 2)).id());
      var trial = study.ask("me", 2).get(0);
      trial.report(1, Map.of("loss", 0.5));

      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> scrape().contains("tuner_trials{state=\"running\"} 2.0"));
      var scraped = scrape();
      assertThat(scraped)
          .containsPattern("tuner_reports_total\\{decision=\"continue\"\\} [12]\\.0");
      assertThat(scraped).contains("tuner_workers 0.0");

      var shown = families(scraped);
      assertThat(shown).as("docs/grafana.json").containsAll(namesIn(expressions()));
      var written = namesIn(Files.readString(DOCS.resolve("operations.md")));
      assertThat(shown).as("docs/operations.md").containsAll(written);
      assertThat(written)
          .containsAll(shown.stream().filter(name -> name.startsWith("tuner_")).toList());

      client.trial(trial.assignment().trialId()).cancel();
      assertLogged(trial.assignment().trialId(), study.id());
    }
  }

  private static void assertLogged(String trial, String study) {
    var line =
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> cancellation(trial), Optional::isPresent)
            .orElseThrow();
    var json = JsonMapper.shared().readTree(line);
    assertThat(json.get("trial_id").asString()).isEqualTo(trial);
    assertThat(json.get("study_id").asString()).isEqualTo(study);
    assertThat(json.get("request_id").asString()).isNotEmpty();
  }

  private static Optional<String> cancellation(String trial) {
    return service.lines().stream()
        .filter(line -> line.contains("is CANCELLED") && line.contains(trial))
        .findFirst();
  }

  private static Set<String> families(String scraped) {
    return scraped
        .lines()
        .filter(line -> line.startsWith("# TYPE "))
        .map(line -> line.split(" ", -1)[2])
        .map(ObservabilityTest::family)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> namesIn(String text) {
    return METRIC
        .matcher(text)
        .results()
        .map(found -> family(found.group()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String family(String name) {
    return OF_A_FAMILY.matcher(name).replaceFirst("");
  }

  private static String expressions() throws IOException {
    var dashboard = JsonMapper.shared().readTree(Files.readString(DOCS.resolve("grafana.json")));
    assertThat(dashboard.get("panels").size()).isGreaterThan(10);
    return dashboard.findValuesAsString("expr").stream().collect(Collectors.joining("\n"));
  }

  private static String scrape() throws Exception {
    return get(service.address(), "/actuator/prometheus");
  }

  private static String get(URI service, String path) throws Exception {
    var request = HttpRequest.newBuilder(service.resolve(path)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}
