package dev.tuner.benchmarks.controlplane;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The calls of the API that the clients make, over a connection of their own. */
record Api(Connection connection) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String DECISION = "\"decision\":\"";

  /**
   * A trial that the caller holds.
   *
   * @param step the last one reported
   */
  record Held(String trial, long lease, long step) {
    Held reported() {
      return new Held(trial, lease, step + 1);
    }
  }

  String createStudy(Map<String, Object> definition) {
    return read(connection.post("/api/v1/studies", JSON.writeValueAsString(definition)))
        .get("id")
        .asString();
  }

  List<Held> ask(String study, String client, int count) {
    var body = "{\"client_id\":\"%s\",\"count\":%d}".formatted(client, count);
    return held(read(connection.post("/api/v1/studies/" + study + "/trials:ask", body)));
  }

  String register(String name) {
    var body =
        "{\"name\":\"%s\",\"incarnation\":\"1\",\"resources\":{\"cpu\":1,\"gpu\":0}}"
            .formatted(name);
    return read(connection.post("/api/v1/workers", body)).get("id").asString();
  }

  List<Held> acquire(String worker, double waitSeconds) {
    var body =
        "{\"free\":{\"cpu\":1,\"gpu\":0},\"max_trials\":1,\"wait_seconds\":%s,\"held\":[]}"
            .formatted(waitSeconds);
    return held(read(connection.post("/api/v1/workers/" + worker + ":acquire", body)));
  }

  /** Reports the next step; answers the decision. */
  String report(Held trial, double loss) {
    var body = report(trial.lease(), trial.step() + 1, loss);
    return decisions(connection.post("/api/v1/trials/" + trial.trial() + "/measurements", body))
        .get(0);
  }

  /** Reports the next step of each; answers the decisions. */
  List<String> reportAll(List<Held> trials, double loss) {
    var body = new StringBuilder("{\"reports\":[");
    for (var trial : trials) {
      body.append(body.length() > 12 ? "," : "");
      body.append("{\"trial_id\":\"").append(trial.trial()).append("\",\"report\":");
      body.append(report(trial.lease(), trial.step() + 1, loss)).append('}');
    }
    return decisions(connection.post("/api/v1/measurements:batch", body.append("]}").toString()));
  }

  /** Found in the text: to read the whole as JSON would cost what the service shall have. */
  private static List<String> decisions(Connection.Reply reply) {
    var body = reply.orThrow().body();
    if (body.contains("\"problem\"")) {
      throw new IllegalStateException(body);
    }
    var decisions = new ArrayList<String>();
    for (int at = body.indexOf(DECISION); at >= 0; at = body.indexOf(DECISION, at)) {
      at += DECISION.length();
      decisions.add(body.substring(at, body.indexOf('"', at)));
    }
    return decisions;
  }

  private static String report(long lease, long step, double loss) {
    return "{\"lease\":" + lease + ",\"step\":" + step + ",\"metrics\":{\"loss\":" + loss + "}}";
  }

  private static List<Held> held(JsonNode reply) {
    var held = new ArrayList<Held>();
    for (var each : reply.get("assignments")) {
      held.add(
          new Held(
              each.get("trial_id").asString(),
              each.get("lease").asLong(),
              each.get("last_step").asLong()));
    }
    return held;
  }

  private static JsonNode read(Connection.Reply reply) {
    return JSON.readTree(reply.orThrow().body());
  }
}
