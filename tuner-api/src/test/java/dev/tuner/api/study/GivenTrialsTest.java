package dev.tuner.api.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.api.Client;
import dev.tuner.api.ServiceTest;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class GivenTrialsTest {

  @Autowired private Client client;

  @BeforeEach
  void emptyDatabase() {
    client.empty();
  }

  @Test
  void takesFinishedTrialsAndConfigsToRun() {
    var study = client.study(Map.of("num_samples", 2));

    var answer =
        client.post(
            "/studies/%s/trials".formatted(study),
            """
            {"trials": [
              {"config": {"lr": 0.5}, "metrics": {"loss": 0.25, "accuracy": 0.9}},
              {"config": {"lr": 0.75}, "measurements": [
                {"step": 1, "metrics": {"loss": "NaN"}}, {"step": 3, "metrics": {"loss": 0.5}, "seconds": 7}]},
              {"config": {"lr": 0.1}}]}
            """);

    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    var reply = Client.json(answer);
    assertThat(reply.get("imported").asInt()).isEqualTo(2);
    assertThat(reply.get("enqueued").asInt()).isEqualTo(1);
    var view = client.read("/studies/" + study);
    assertThat(view.get("imported_trials").asInt()).isEqualTo(2);
    assertThat(view.get("best").get("best_value").asDouble()).isEqualTo(0.25);
    assertThat(view.get("best").get("step").asLong()).isEqualTo(9);
    var curve = reply.get("trials").get(1).get("id").asString();
    assertThat(client.read("/trials/%s/measurements".formatted(curve)).get("items")).hasSize(2);
    var asked = client.ask(study, "me", 5);
    assertThat(asked).hasSize(2);
    assertThat(asked.get(0).assignment().get("config").get("lr").asDouble()).isEqualTo(0.1);
    assertThat(client.read("/studies/%s/rungs".formatted(study)).get("items")).isEmpty();
  }

  static Stream<Arguments> wrongTrials() {
    return Stream.of(
        wrong("{}", "/config", "missing"),
        wrong("{\"trials\": []}", "/trials", "1 to 1000"),
        wrong("{\"trials\": [7]}", "/trials/0", "an object"),
        wrong("{\"config\": {\"lr\": 2}}", "/config/lr", "outside of uniform"),
        wrong("{\"config\": {\"rl\": 0.5}}", "/config/rl", "did you mean \"lr\""),
        wrong("{\"config\": {}, \"metrics\": {\"loss\": 1}}", "/config/lr", "missing"),
        wrong(ok("\"metrics\": {\"accuracy\": 1}"), "/metrics/loss", "missing"),
        wrong(ok("\"metrics\": {\"loss\": \"low\"}"), "/metrics/loss", "a number"),
        wrong(ok("\"metrics\": {\"loss\": 1}, \"step\": 0"), "/step", "from 1"),
        wrong(ok("\"metrics\": {\"loss\": 1}, \"state\": \"DONE\""), "/state", "COMPLETED"),
        wrong(ok("\"state\": \"STOPPED\""), "/metrics", "missing"),
        wrong(
            ok("\"metrics\": {\"loss\": 1}, \"error\": \"x\", \"state\": \"STOPPED\""),
            "/error",
            "FAILED"),
        wrong(ok("\"measurements\": []"), "/measurements", "1 to 10000"),
        wrong(
            ok("\"measurements\": [{\"step\": 1, \"metrics\": {\"loss\": 1}}], \"step\": 1"),
            "/measurements",
            "either the one"),
        wrong(
            ok(
                """
                "measurements": [{"step": 2, "metrics": {"loss": 1}}, {"step": 2, "metrics": {"loss": 1}}]
                """),
            "/measurements/1/step",
            "not after step 2"),
        wrong(ok("\"metrics\": {\"loss\": 1}, \"seconds\": -1"), "/seconds", "at least 0"),
        wrong(ok("\"metric\": {\"loss\": 1}"), "/metric", "metrics"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongTrials")
  void refusesWhatIsWrongWithItsPointerAndTakesNothing(String json, String pointer, String detail) {
    var study = client.study(Map.of());

    var answer =
        client.post("/studies/%s/trials".formatted(study), json).isProblem(400, "invalid-trial");

    assertThat(answer.problem().errors())
        .as(answer.body())
        .anySatisfy(
            error -> {
              assertThat(error.pointer()).isEqualTo(pointer);
              assertThat(error.detail()).contains(detail);
            });
    assertThat(client.read("/studies/%s/trials".formatted(study)).get("items")).isEmpty();
  }

  @Test
  void anUnknownStudyIsNotFound() {
    client
        .post("/studies/00000000-0000-4000-8000-000000000000/trials", "{\"config\": {}}")
        .isProblem(404, "study-not-found");
  }

  private static Arguments wrong(String json, String pointer, String detail) {
    return Arguments.of(json, pointer, detail);
  }

  private static String ok(String rest) {
    return "{\"config\": {\"lr\": 0.5}, " + rest + "}";
  }
}
