package dev.tuner.api.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.api.Client;
import dev.tuner.api.Http;
import dev.tuner.api.ServiceTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class ProvenanceTest {

  @Autowired private Client client;
  @Autowired private Http http;

  @BeforeEach
  void emptyDatabase() {
    client.empty();
  }

  @Test
  void isKeptForEachRunOfATrial() {
    var study = client.study(Map.of());
    var first = client.ask(study, "me", 1).get(0);
    assertThat(client.read("/trials/" + first.trial()).get("provenance")).isEmpty();
    say(first, "{'lease': %d, 'version': 'typo'}");
    say(first, "{'lease': %d, 'version': 'abc', 'environment': {'gpu': 'A100'}, 'command': 'go'}");
    client.post("/trials/%s:release".formatted(first.trial()), lease(first, "{'lease': %d}"));
    var again = client.ask(study, "you", 1).get(0);
    assertThat(again.trial()).isEqualTo(first.trial());
    say(again, "{'lease': %d, 'version': 'abd'}");

    var runs = client.read("/trials/" + first.trial()).get("provenance");
    assertThat(runs).hasSize(2);
    assertThat(runs.get(0).get("version").asString()).isEqualTo("abc");
    assertThat(runs.get(0).get("environment").get("gpu").asString()).isEqualTo("A100");
    assertThat(runs.get(0).get("command").asString()).isEqualTo("go");
    assertThat(runs.get(0).get("worker").asString()).isEqualTo("me");
    assertThat(runs.get(1).get("version").asString()).isEqualTo("abd");
    assertThat(runs.get(1).get("command")).isNull();
    put(first, "{'lease': %d, 'version': 'late'}").isProblem(409, "lease-lost");
    assertThat(client.read("/trials/" + first.trial()).get("provenance")).isEqualTo(runs);
  }

  @Test
  void saysWhatIsWrong() {
    var trial = client.ask(client.study(Map.of()), "me", 1).get(0);
    put(trial, "{'lease': %d}").isProblem(400, "invalid-provenance");
    put(trial, "{'lease': %d, 'version': ' '}").isProblem(400, "invalid-provenance");
    put(trial, "{'lease': %d, 'version': 'a', 'environment': {'x/y': null}}")
        .isProblem(400, "invalid-provenance");
    assertThat(client.read("/trials/" + trial.trial()).get("provenance")).isEmpty();
  }

  private void say(Client.Leased trial, String json) {
    var answer = put(trial, json);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private Http.Answer put(Client.Leased trial, String json) {
    var path = "/api/v1/trials/%s/provenance".formatted(trial.trial());
    return http.send("PUT", path, "application/json", lease(trial, json));
  }

  private static String lease(Client.Leased trial, String json) {
    return json.formatted(trial.lease()).replace('\'', '"');
  }
}
