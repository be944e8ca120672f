package dev.tuner.api.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.api.Client;
import dev.tuner.api.Client.Leased;
import dev.tuner.api.ServiceTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every wrong report is refused with a code and the pointer of the field, and changes nothing. */
@ServiceTest
class BadReportTest {

  @Autowired private Client client;

  private Leased leased;

  @BeforeEach
  void leaseATrial() {
    client.empty();
    var study = client.study(Map.of("scheduler", Map.of("type", "fifo", "max_t", 3)));
    leased = client.ask(study, "a", 1).get(0);
  }

  @Test
  void aMissingMetric() {
    client
        .report(leased, 1, "{\"los\": 1}")
        .isProblem(400, "missing-metric")
        .detailContains("lacks loss");
    assertUnchanged();
  }

  @Test
  void aMetricThatIsNoNumber() {
    var answer = client.report(leased, 1, "{\"loss\": \"low\"}").isProblem(400, "wrong-type");
    assertThat(answer.problem().errors().get(0).pointer()).isEqualTo("/metrics/loss");
    assertUnchanged();
  }

  @Test
  void aStepBelowOne() {
    var answer = client.report(leased, 0, "{\"loss\": 1}").isProblem(400, "invalid-step");
    assertThat(answer.problem().errors().get(0).pointer()).isEqualTo("/step");
    assertUnchanged();
  }

  @Test
  void aStepOrATimeThatCannotBe() {
    client.report(leased, Long.MAX_VALUE, "{\"loss\": 1}").isProblem(400, "invalid-step");
    client
        .post(
            "/trials/" + leased.trial() + "/measurements",
            "{\"lease\": %d, \"step\": 1, \"seconds\": -1, \"metrics\": {\"loss\": 1}}"
                .formatted(leased.lease()))
        .isProblem(400, "invalid-seconds");
    assertUnchanged();
  }

  @Test
  void parametersThatAreNoUtf8() {
    client.get("/studies?name=%FF%FE").isProblem(400, "invalid-parameter");
  }

  @Test
  void aWorkerWithAGpuThatIsNothing() {
    client
        .post(
            "/workers",
            "{\"name\": \"w\", \"incarnation\": \"1\", \"resources\": {\"cpu\": 1, \"gpu\": 1}, \"gpus\": [null]}")
        .isProblem(400, "invalid-worker");
  }

  @Test
  void aStepThatGoesBackwards() {
    client.report(leased, 2, 1);
    var answer = client.report(leased, 1, "{\"loss\": 2}").isProblem(400, "step-backwards");
    assertThat(answer.problem().errors().get(0).pointer()).isEqualTo("/step");
  }

  @Test
  void otherValuesForAKnownStep() {
    client.report(leased, 1, 1);
    client.report(leased, 1, "{\"loss\": 2}").isProblem(409, "measurement-conflict");
  }

  @Test
  void anUnknownField() {
    var answer =
        client
            .post(
                "/trials/" + leased.trial() + "/measurements",
                "{\"lease\": 1, \"step\": 1, \"setp\": 1, \"metrics\": {\"loss\": 1}}")
            .isProblem(400, "unknown-field");
    assertThat(answer.problem().errors().get(0).pointer()).isEqualTo("/setp");
    assertUnchanged();
  }

  @Test
  void aTrialThatIsOver() {
    client.report(leased, 3, 1);
    client.report(leased, 4, "{\"loss\": 1}").isProblem(409, "trial-over");
  }

  @Test
  void somebodyElsesLease() {
    var wrong = new Leased(leased.trial(), leased.lease() + 1, leased.assignment());
    client.report(wrong, 1, "{\"loss\": 1}").isProblem(409, "lease-lost");
    assertUnchanged();
  }

  @Test
  void anUnknownTrial() {
    var nobody = new Leased("123e4567-e89b-12d3-a456-426614174000", 1, leased.assignment());
    client.report(nobody, 1, "{\"loss\": 1}").isProblem(404, "trial-not-found");
  }

  @Test
  void aMetricNameThatCannotBeStored() {
    client
        .report(leased, 1, "{\"loss\": 1, \"a\\u0000\": 1}")
        .isProblem(400, "unstorable-character");
    assertUnchanged();
  }

  @Test
  void acceptsNanAndInfinityAsTexts() {
    assertThat(client.report(leased, 1, "{\"loss\": \"NaN\", \"norm\": \"-Infinity\"}").status())
        .isEqualTo(200);
    var stored = client.read("/trials/" + leased.trial() + "/measurements").get("items").get(0);
    assertThat(stored.get("metrics").toString())
        .isEqualTo("{\"loss\":\"NaN\",\"norm\":\"-Infinity\"}");
  }

  @Test
  void aBatchAnswersForEachOfItsReports() {
    var answer =
        client.post(
            "/measurements:batch",
            """
            {"reports": [
              {"trial_id": "%1$s", "report": {"lease": %2$d, "step": 1, "metrics": {"loss": 1}}},
              {"trial_id": "%1$s", "report": {"lease": %2$d, "step": 0, "metrics": {"loss": 1}}},
              {"trial_id": "%1$s", "report": {"lease": %2$d, "step": 2, "metrics": {"loss": 1}}}]}
            """
                .formatted(leased.trial(), leased.lease()));

    var outcomes = Client.json(answer).get("outcomes");
    assertThat(outcomes.get(0).get("reply").get("decision").asString()).isEqualTo("CONTINUE");
    assertThat(outcomes.get(1).get("problem").get("code").asString()).isEqualTo("invalid-step");
    assertThat(outcomes.get(2).get("reply").get("decision").asString()).isEqualTo("CONTINUE");
  }

  private void assertUnchanged() {
    var detail = client.read("/trials/" + leased.trial());
    assertThat(detail.get("trial").get("step").asLong()).isZero();
    assertThat(detail.get("trial").get("state").asString()).isEqualTo("RUNNING");
    assertThat(client.read("/trials/" + leased.trial() + "/measurements").get("items")).isEmpty();
  }
}
