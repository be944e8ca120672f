package dev.tuner.api.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.api.Client;
import dev.tuner.api.ServiceTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Over HTTP: what workers say of their devices and labels, and what they are given. */
@ServiceTest
class WorkersTest {
  private static final String TWO_GPUS =
      """
      [{"index": 2, "name": "A", "memory_bytes": 16000000000, "compute_capability": "8.6"},
       {"index": 3, "name": "B", "memory_bytes": 24000000000, "compute_capability": "9.0"}]\
      """;

  @Autowired private Client client;

  @BeforeEach
  void emptyDatabase() {
    client.empty();
  }

  @Test
  void aLeaseNamesTheDevicesByTheWorkersOwnIndexes() {
    client.study(
        Map.of(
            "trainable", Map.of("type", "dl4j", "recipe", "image_classifier"),
            "resources_per_trial",
                Map.of("gpu", 0.5, "gpu_memory", "20GB", "labels", Map.of("zone", "a"))));
    var worker = register("2", TWO_GPUS, "{\"zone\": \"a\"}");

    var assignment =
        Client.json(
                client.post(
                    "/workers/" + worker + ":acquire",
                    """
                    {"free": {"cpu": 2, "gpu": 2}, "max_trials": 9, "wait_seconds": 0,
                     "free_gpus": [{"index": 2, "gpu": 1, "memory_bytes": 16000000000},
                                   {"index": 3, "gpu": 0.5, "memory_bytes": 20000000000}]}\
                    """))
            .get("assignments");

    assertThat(assignment).hasSize(1);
    assertThat(assignment.get(0).get("gpus").get(0).asInt()).isEqualTo(3);
    assertThat(assignment.get(0).get("gpu_memory_bytes").asLong()).isEqualTo(20_000_000_000L);
    assertThat(assignment.get(0).get("resources").get("gpu").asDouble()).isEqualTo(0.5);
    var shown = client.read("/workers").get("items").get(0);
    assertThat(shown.get("gpus").get(1).get("compute_capability").asString()).isEqualTo("9.0");
    assertThat(shown.get("labels").get("zone").asString()).isEqualTo("a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 | [{"name": "A"}, {"name": "B"}]                         | {}             | /gpus
          2 | [{"index": 1, "name": "A"}, {"name": "B"}]             | {}             | /gpus/1/index
          1 | [{"index": -1, "name": "A"}]                           | {}             | /gpus/0/index
          1 | [{"name": "A", "memory_bytes": -1}]                    | {}             | /gpus/0/memory_bytes
          1 | [{"name": "A", "compute_capability": "sm_80"}]         | {}             | /gpus/0/compute_capability
          0 | []                                                     | {"a b": "c"}   | /labels/a b
          0 | []                                                     | {"zone": ""}   | /labels/zone
          9999 | []                                                  | {}             | /resources
          -1 | []                                                    | {}             | /resources
          """)
  void refusesWhatCannotBe(String amount, String gpus, String labels, String pointer) {
    var answer = client.post("/workers", registration(amount, gpus, labels));

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.problem().errors().get(0).pointer()).isEqualTo(pointer);
    assertThat(client.read("/workers").get("items")).isEmpty();
  }

  @Test
  void refusesFreeDevicesThatTheWorkerDoesNotHave() {
    var worker = register("2", TWO_GPUS, "{}");
    for (var gpu :
        List.of(
            "{\"index\": 0, \"gpu\": 1, \"memory_bytes\": 0}",
            "{\"index\": 2, \"gpu\": 2, \"memory_bytes\": 0}")) {
      var answer =
          client
              .post(
                  "/workers/" + worker + ":acquire",
                  "{\"free\": {\"cpu\": 1, \"gpu\": 1}, \"max_trials\": 1, \"wait_seconds\": 0, \"free_gpus\": [%s]}"
                      .formatted(gpu))
              .isProblem(400, "invalid-acquire");
      assertThat(answer.problem().errors().get(0).pointer()).isEqualTo("/free_gpus/0");
    }
  }

  private String register(String amount, String gpus, String labels) {
    return Client.json(client.post("/workers", registration(amount, gpus, labels)))
        .get("id")
        .asString();
  }

  private static String registration(String amount, String gpus, String labels) {
    return "{\"name\": \"w\", \"incarnation\": \"1\", \"resources\": {\"cpu\": 2, \"gpu\": %s}, \"gpus\": %s, \"labels\": %s}"
        .formatted(amount, gpus, labels);
  }
}
