package dev.tuner.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.api.Http.Answer;
import dev.tuner.scheduler.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What tests of the service say over HTTP, one line each. */
@TestComponent
public class Client {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Http http;
  private final JdbcClient db;

  Client(Http http, JdbcClient db) {
    this.http = http;
    this.db = db;
  }

  /** A leased trial. */
  public record Leased(String trial, long lease, JsonNode assignment) {}

  /** Starts from an empty database. */
  public void empty() {
    TestDatabase.empty(db);
  }

  /**
   * A study whose trials the test trains itself: promotion ASHA on {@code loss}, rungs 1, 3 and 9.
   */
  public static Map<String, Object> definition(Map<String, Object> changes) {
    var json = new HashMap<String, Object>();
    json.put("name", "api");
    json.put("metric", "loss");
    json.put("space", Map.of("lr", Map.of("uniform", List.of(0, 1))));
    json.put("scheduler", Map.of("type", "asha", "max_t", 9));
    json.put("num_samples", 3);
    json.put("trainable", Map.of("type", "external"));
    json.put("seed", 1);
    json.putAll(changes);
    json.values().removeIf("REMOVED"::equals);
    return json;
  }

  public Answer create(Map<String, Object> definition) {
    return http.post("/api/v1/studies", JSON.writeValueAsString(definition));
  }

  /** Creates a study and answers its id. */
  public String study(Map<String, Object> changes) {
    var answer = create(definition(changes));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return json(answer).get("id").asString();
  }

  public List<Leased> ask(String study, String client, int count) {
    var answer =
        http.post(
            "/api/v1/studies/%s/trials:ask".formatted(study),
            "{\"client_id\": \"%s\", \"count\": %d}".formatted(client, count));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    var leased = new ArrayList<Leased>();
    for (var one : json(answer).get("assignments")) {
      leased.add(new Leased(one.get("trial_id").asString(), one.get("lease").asLong(), one));
    }
    return leased;
  }

  public Answer report(Leased leased, long step, String metrics) {
    return http.post(
        "/api/v1/trials/%s/measurements".formatted(leased.trial()),
        "{\"lease\": %d, \"step\": %d, \"metrics\": %s}".formatted(leased.lease(), step, metrics));
  }

  /** Reports the loss and answers the decision. */
  public String report(Leased leased, long step, double loss) {
    var answer = report(leased, step, "{\"loss\": %s}".formatted(loss));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return json(answer).get("decision").asString();
  }

  public Answer post(String path, String json) {
    return http.post("/api/v1" + path, json);
  }

  public Answer get(String path) {
    return http.get("/api/v1" + path);
  }

  /** The JSON of a call that must succeed. */
  public JsonNode read(String path) {
    var answer = get(path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return json(answer);
  }

  public static JsonNode json(Answer answer) {
    return JSON.readTree(answer.body());
  }
}
