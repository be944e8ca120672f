package dev.tuner.api.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.api.Client;
import dev.tuner.api.ServiceTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The small form of {@code benchmarks/run control-plane --only workers}: workers that wait and
 * heartbeat at the same time over real HTTP.
 */
@ServiceTest
class ManyWorkersTest {
  private static final int WORKERS = 500;
  private static final int REGISTERING_AT_ONCE = 50;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Autowired private Client client;
  @Autowired private Environment environment;
  @Autowired private JdbcClient db;

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void emptyDatabase() {
    client.empty();
  }

  @Test
  void eachWaitingWorkerGetsATrialAndKeepsItsLease() {
    var workers = register();
    var waiting =
        all(
            n ->
                post(
                    "/workers/" + workers.get(n) + ":acquire",
                    "{\"free\": {\"cpu\": 1, \"gpu\": 0}, \"max_trials\": 1, \"wait_seconds\":"
                        + " 60}"));
    client.study(
        Map.of(
            "num_samples",
            WORKERS,
            "trainable",
            Map.of("type", "dl4j", "recipe", "image_classifier")));
    var trials = waiting.stream().map(answer -> answer.join().get("assignments").get(0)).toList();
    assertThat(
            new HashSet<>(trials.stream().map(trial -> trial.get("trial_id").asString()).toList()))
        .hasSize(WORKERS);
    db.sql("update lease set expires_at = clock_timestamp() + interval '15 s'").update();

    var beats =
        all(
            n ->
                post(
                    "/workers/" + workers.get(n) + ":heartbeat",
                    "{\"leases\": [{\"trial_id\": \"%s\", \"lease\": %d}]}"
                        .formatted(
                            trials.get(n).get("trial_id").asString(),
                            trials.get(n).get("lease").asLong())));

    assertThat(beats).allSatisfy(beat -> assertThat(beat.join().get("lost")).isEmpty());
    assertThat(
            db.sql(
                    "select count(*) from lease where expires_at > clock_timestamp() + interval '16"
                        + " s'")
                .query(Integer.class)
                .single())
        .as("renewed leases")
        .isEqualTo(WORKERS);
  }

  private List<String> register() {
    var ids = new String[WORKERS];
    for (int first = 0; first < WORKERS; first += REGISTERING_AT_ONCE) {
      var some = first;
      IntStream.range(some, some + REGISTERING_AT_ONCE)
          .mapToObj(
              n ->
                  post(
                          "/workers",
                          "{\"name\": \"w%d\", \"incarnation\": \"1\", \"resources\": {\"cpu\": 1, \"gpu\": 0}}"
                              .formatted(n))
                      .thenAccept(worker -> ids[n] = worker.get("id").asString()))
          .toList()
          .forEach(CompletableFuture::join);
    }
    return List.of(ids);
  }

  private static List<CompletableFuture<JsonNode>> all(
      IntFunction<CompletableFuture<JsonNode>> call) {
    return IntStream.range(0, WORKERS).mapToObj(call).toList();
  }

  private CompletableFuture<JsonNode> post(String path, String json) {
    var port = environment.getRequiredProperty("local.server.port");
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenApply(
            answer -> {
              assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
              return JSON.readTree(answer.body());
            });
  }
}
