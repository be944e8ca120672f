package dev.tuner.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuner.client.StandInService.Answer;
import dev.tuner.wire.AcquireRequest;
import dev.tuner.wire.AcquireRequest.FreeGpu;
import dev.tuner.wire.Assignments;
import dev.tuner.wire.Page;
import dev.tuner.wire.Report;
import dev.tuner.wire.Resources;
import dev.tuner.wire.StudySpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallTest {
  private final StandInService service = StandInService.start();
  private final TunerClient client =
      TunerClient.connect(
          TunerOptions.of(service.address()).withRetry(RetryPolicy.never()).withApiToken("secret"));

  @AfterEach
  void stop() {
    client.close();
    service.close();
  }

  @Test
  void divergedMetricsTravelAsStringsBothWays() {
    service.gives("POST /trials/t/measurements", Map.of("decision", "STOP"));
    service.on(
        "GET /trials/t/measurements",
        Answer.text(
            200,
            """
            {"items": [{"step": 1, "metrics": {"loss": "NaN", "norm": "-Infinity"}, "attempt": 1,
              "reported_at": "2026-11-21T07:00:00Z"}]}\
            """));

    client.workers().report("t", new Report(3, 1, Map.of("loss", Double.NaN), null));
    assertThat(service.requests().get(0).body())
        .isEqualTo("{\"lease\":3,\"step\":1,\"metrics\":{\"loss\":\"NaN\"}}");

    var read = client.trial("t").measurements().findFirst().orElseThrow();
    assertThat(read.metrics())
        .containsEntry("loss", Double.NaN)
        .containsEntry("norm", Double.NEGATIVE_INFINITY);
    assertThat(read.reportedAt()).isEqualTo("2026-11-21T07:00:00Z");
  }

  @Test
  void sendsAStudyInSnakeCaseWithoutWhatIsNotGiven() {
    service.gives("POST /studies", Map.of("id", "a"));
    var spec =
        new StudySpec(
            "digits",
            "val_accuracy",
            "max",
            null,
            Map.of("lr", Map.of("uniform", List.of(0, 1))),
            null,
            null,
            null,
            60,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            new StudySpec.TrialResources(1, 0.5),
            null,
            null,
            null,
            null,
            null,
            null,
            null);

    client.studies().create(spec);
    assertThat(WireJson.object(service.requests().get(0).body()))
        .containsOnlyKeys("name", "metric", "mode", "space", "num_samples", "resources_per_trial");
    assertThat(service.requests().get(0).header("Authorization")).isEqualTo("Bearer secret");
  }

  @Test
  void readsAllPagesOfTheLeaderboardInOrder() {
    service.on(
        "GET /studies/a/trials",
        Answer.text(
            200, "{\"items\": [{\"number\": 4}, {\"number\": 2}], \"next_page_token\": \"p 2\"}"),
        Answer.text(200, "{\"items\": [{\"number\": 7}], \"new_property\": 1}"));

    var query = TrialQuery.bestFirst().inState("RUNNING").sortedBy("-metrics.val_loss").paged(2);
    assertThat(client.study("a").trials(query)).extracting("number").containsExactly(4, 2, 7);
    assertThat(service.requests().get(0).query())
        .contains("state=RUNNING", "sort=-metrics.val_loss", "page_size=2");
    assertThat(service.requests().get(1).query()).contains("page_token=p 2");
  }

  @Test
  void asksForNoMorePagesThanAreRead() {
    service.on(
        "GET /studies/a/trials",
        Answer.text(200, "{\"items\": [{\"number\": 4}], \"next_page_token\": \"more\"}"));

    assertThat(client.study("a").trials(TrialQuery.bestFirst()).limit(1)).hasSize(1);
    assertThat(service.requests()).hasSize(1);
  }

  @Test
  void findsTheNewestStudyOfAName() {
    service.on(
        "GET /studies",
        Answer.text(
            200,
            """
            {"items": [
              {"id": "1", "name": "digits", "created_at": "2026-11-21T07:00:00Z"},
              {"id": "2", "name": "digits", "created_at": "2026-11-21T08:00:00Z"}]}\
            """));

    assertThat(client.studies().find("digits").id()).isEqualTo("2");
    assertThat(service.requests().get(0).query()).isEqualTo("name=digits");
  }

  @Test
  void findsAStudyByTheStartOfItsIdUnlessSeveralFit() {
    var none = Answer.of(200, new Page<>(List.of(), null));
    var all =
        Answer.text(
            200,
            """
            {"items": [
              {"id": "abcd1111", "name": "x"}, {"id": "abcd2222", "name": "y"},
              {"id": "ef012222", "name": "z"}]}\
            """);

    service.on("GET /studies", none, all);
    assertThat(client.studies().find("ef01").name()).isEqualTo("z");

    service.on("GET /studies", none, all);
    assertThatThrownBy(() -> client.studies().find("abcd"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Several studies");

    service.on("GET /studies", none, all);
    assertThatThrownBy(() -> client.studies().find("digits"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("no study with name or id digits");
  }

  @Test
  void findsAStudyInTheArchiveWhenNoOtherOneIsMeant() {
    var none = Answer.of(200, new Page<>(List.of(), null));
    var archived = Answer.text(200, "{\"items\": [{\"id\": \"1\", \"name\": \"digits\"}]}");
    service.on("GET /studies", none, none, archived);

    assertThat(client.studies().find("digits").id()).isEqualTo("1");
    assertThat(service.requests().get(2).query()).contains("archived=true").contains("name=digits");
  }

  @Test
  void acquiresWithTheLeasesThatTheWorkerHolds() {
    service.gives("POST /workers/w:acquire", new Assignments(List.of()));
    var request =
        new AcquireRequest(
            new Resources(2, 0.5), List.of(new FreeGpu(1, 0.5, 9)), 2, 20, List.of());

    assertThat(client.workers().acquire("w", request)).isEmpty();
    assertThat(service.requests().get(0).body())
        .isEqualTo(
            "{\"free\":{\"cpu\":2.0,\"gpu\":0.5},\"free_gpus\":[{\"index\":1,\"gpu\":0.5,\"memory_bytes\":9}],"
                + "\"max_trials\":2,\"wait_seconds\":20.0,\"held\":[]}");
  }

  @Test
  void anAskedTrialIsTrainedByTheCallerUntilItIsStopped() {
    service.on(
        "POST /studies/a/trials:ask",
        Answer.text(
            200,
            """
            {"assignments": [{"trial_id": "t", "lease": 3, "config": {"lr": 0.1}, "last_step": 4}]}\
            """));
    service.on(
        "POST /trials/t/measurements",
        Answer.text(200, "{\"decision\": \"CONTINUE\", \"state\": \"RUNNING\"}"),
        Answer.text(
            200, "{\"decision\": \"STOP\", \"state\": \"STOPPED\", \"reason\": \"rank 3\"}"));

    var trial = client.study("a").ask("notebook", 1).get(0);
    assertThat(trial.config()).containsEntry("lr", 0.1);
    assertThat(trial.report(trial.nextStep(), Map.of("loss", 0.5)).stops()).isFalse();
    assertThat(trial.report(6, Map.of("loss", 0.4)).stops()).isTrue();
    assertThat(service.requests())
        .extracting("body")
        .anySatisfy(
            body ->
                assertThat(body).isEqualTo("{\"lease\":3,\"step\":5,\"metrics\":{\"loss\":0.5}}"));
  }

  @Test
  void optionsKeepTheTokenOutOfTheirText() {
    assertThat(TunerOptions.of("http://x:1").withApiToken("secret").toString())
        .doesNotContain("secret");
  }

  @Test
  void optionsHaveTheseDefaults() {
    var options = TunerOptions.of(TunerOptions.DEFAULT_SERVICE);

    assertThat(options.service()).hasToString("http://127.0.0.1:8080");
    assertThat(options.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(options.requestTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(options.transferTimeout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(options.retry())
        .isEqualTo(RetryPolicy.lasting(Duration.ofMinutes(1), Duration.ofMillis(200)));
    assertThat(options.reportRetry())
        .isEqualTo(RetryPolicy.lasting(Duration.ofMinutes(5), Duration.ofMillis(200)));
    assertThat(options.apiToken()).isEmpty();
  }

  @Test
  void refusesAnAddressThatIsNoHttpAddress() {
    assertThatThrownBy(() -> TunerOptions.of("localhost:8080"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("http://host:8080");
  }
}
