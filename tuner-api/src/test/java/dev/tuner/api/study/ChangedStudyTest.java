package dev.tuner.api.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.api.Client;
import dev.tuner.api.Http;
import dev.tuner.api.ServiceTest;
import dev.tuner.scheduler.judge.DueStudies;
import dev.tuner.scheduler.life.StudyRetention;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Over HTTP: extending, changing, cloning, archiving, deleting, starting later, trying again. */
@ServiceTest
class ChangedStudyTest {

  @Autowired private Client client;
  @Autowired private Http http;
  @Autowired private DueStudies due;
  @Autowired private StudyRetention retention;
  @Autowired private JdbcClient db;

  @BeforeEach
  void emptyDatabase() {
    client.empty();
  }

  @Test
  void extendsAFinishedStudy() {
    var study = finished();

    var view = patch(study, "{\"num_samples\": 6}");

    assertThat(view.get("state").asString()).isEqualTo("RUNNING");
    assertThat(view.get("reason").asString()).isEqualTo("extended by a person");
    assertThat(client.ask(study, "a", 9)).hasSize(3);
    assertThat(patch(study, "{\"num_samples\": 6}").get("num_samples").asInt()).isEqualTo(6);
    assertThatItReplays(study);
  }

  @Test
  void changesARunningStudyAndRefusesWhatCannotChange() {
    var study = client.study(Map.of("num_samples", 9));
    var leased = client.ask(study, "a", 2);
    client.report(leased.get(0), 1, 0.5);

    var view =
        patch(study, "{\"scheduler\": {\"type\": \"asha\", \"max_t\": 27}, \"name\": \"b\"}");

    assertThat(view.get("definition").get("scheduler").get("max_t").asInt()).isEqualTo(27);
    assertThat(view.get("name").asString()).isEqualTo("b");
    assertThat(client.report(leased.get(1), 9, 0.4)).isEqualTo("PAUSE");
    send("PATCH", study, "{\"metric\": \"other\", \"num_samples\": 1, \"schedule\": 1}")
        .isProblem(400, "invalid-study");
    send("PATCH", study, "{\"seed\": 9}")
        .isProblem(400, "invalid-study")
        .error(
            "/seed",
            "cannot change: what was reported so far would not compare with what comes; clone the study instead");
    assertThatItReplays(study);
  }

  @Test
  void clonesAStudyWithChangesOnceForOneKey() {
    var study = finished();
    var path = "/api/v1/studies/" + study + ":clone";
    var body = "{\"scheduler\": {\"type\": \"fifo\", \"max_t\": 2}}";

    var copy = Client.json(http.post(path, body, "Idempotency-Key", "k"));
    var again = Client.json(http.post(path, body, "Idempotency-Key", "k"));

    assertThat(copy.get("name").asString()).isEqualTo("api (copy)");
    assertThat(copy.get("definition").get("seed").asInt()).isEqualTo(1);
    assertThat(copy.get("definition").get("scheduler").get("type").asString()).isEqualTo("fifo");
    assertThat(again.get("id")).isEqualTo(copy.get("id"));
    assertThat(
            Client.json(http.send("POST", path, "application/json", "{}")).get("state").asString())
        .isEqualTo("RUNNING");
  }

  @Test
  void archivesWhatHasEndedAndHidesItFromTheList() {
    var open = client.study(Map.of());
    client.post("/studies/" + open + ":archive", "").isProblem(409, "study-open");
    client.post("/studies/" + open + ":cancel", "");
    var study = finished();

    client.post("/studies/" + study + ":archive", "");
    assertThat(client.post("/studies/" + study + ":archive", "").status()).isEqualTo(200);

    assertThat(client.read("/studies").get("items")).hasSize(1);
    assertThat(client.read("/studies?archived=true").get("items")).hasSize(1);
    assertThat(client.read("/studies?archived=any").get("items")).hasSize(2);
    assertThat(client.read("/studies/" + study).get("archived_at")).isNotNull();
    send("PATCH", study, "{\"num_samples\": 6}").isProblem(409, "study-archived");
    client.post("/studies/" + study + ":retry", "").isProblem(409, "study-archived");
    client.post("/studies/" + study + ":unarchive", "");
    assertThat(patch(study, "{\"num_samples\": 6}").get("state").asString()).isEqualTo("RUNNING");
    send("PATCH", open, "{\"num_samples\": 6}").isProblem(409, "study-cancelled");
  }

  @Test
  void deletesAStudyWithAllThatBelongsToIt() {
    var study = client.study(Map.of());
    var leased = client.ask(study, "a", 1).get(0);
    client.report(leased, 1, 0.5);
    http.send("DELETE", "/api/v1/studies/" + study, "text/plain", "").isProblem(409, "study-open");

    var answer = http.send("DELETE", "/api/v1/studies/" + study + "?force=true", "text/plain", "");

    assertThat(answer.status()).isEqualTo(204);
    client.get("/studies/" + study).isProblem(404, "study-not-found");
    client.get("/trials/" + leased.trial()).isProblem(404, "trial-not-found");
    client.report(leased, 2, "{\"loss\": 1}").isProblem(404, "trial-not-found");
    for (var table : new String[] {"study", "trial", "measurement", "decision", "rung_entry"}) {
      assertThat(db.sql("select count(*) from " + table).query(Long.class).single()).isZero();
    }
    http.send("DELETE", "/api/v1/studies/" + study, "text/plain", "")
        .isProblem(404, "study-not-found");
  }

  @Test
  void endsADeletionThatWasInterrupted() {
    var study = finished();
    db.sql("update study set deleted_at = clock_timestamp()").update();
    client.get("/studies/" + study).isProblem(404, "study-not-found");
    assertThat(client.read("/studies?archived=any").get("items")).isEmpty();

    retention.tidy();

    assertThat(db.sql("select count(*) from trial").query(Long.class).single()).isZero();
  }

  @Test
  void startsAStudyWhenItsTimeHasCome() {
    var study =
        client.study(
            Map.of("start_at", Instant.now().plusSeconds(3600).toString(), "time_budget", "PT1H"));
    var view = client.read("/studies/" + study);
    assertThat(view.get("state").asString()).isEqualTo("PAUSED");
    assertThat(view.get("reason").asString()).startsWith("starts at ");
    assertThat(view.get("deadline_at")).isNull();
    assertThat(client.ask(study, "a", 1)).isEmpty();
    due.start();
    assertThat(client.read("/studies/" + study).get("state").asString()).isEqualTo("PAUSED");

    patch(study, "{\"start_at\": \"2026-01-01T00:00:00Z\"}");
    due.start();

    assertThat(client.read("/studies/" + study).get("state").asString()).isEqualTo("RUNNING");
    assertThat(client.read("/studies/" + study).get("deadline_at")).isNotNull();
    assertThat(client.ask(study, "a", 1)).hasSize(1);
    send("PATCH", study, "{\"start_at\": null}").isProblem(400, "invalid-study");
  }

  @Test
  void triesFailedTrialsAgain() {
    var study = client.study(Map.of("num_samples", 1));
    var leased = client.ask(study, "a", 1).get(0);
    client.post(
        "/trials/" + leased.trial() + ":fail",
        "{\"lease\": %d, \"error\": \"boom\"}".formatted(leased.lease()));
    assertThat(client.read("/studies/" + study).get("state").asString()).isEqualTo("FAILED");

    client.post("/studies/" + study + ":retry", "");

    var again = client.ask(study, "a", 1).get(0);
    assertThat(again.trial()).isEqualTo(leased.trial());
    assertThat(again.assignment().get("attempt").asInt()).isEqualTo(2);
    assertThat(client.report(again, 9, 0.1)).isEqualTo("STOP");
    assertThat(client.read("/studies/" + study).get("state").asString()).isEqualTo("COMPLETED");
    assertThatItReplays(study);
  }

  @Test
  void tellsTheWorkerOfACancelledStudyAtItsNextHeartbeat() {
    var study =
        client.study(Map.of("trainable", Map.of("type", "dl4j", "recipe", "image_classifier")));
    var worker =
        Client.json(
                client.post(
                    "/workers",
                    "{\"name\": \"w\", \"incarnation\": \"1\", \"resources\": {\"cpu\": 2, \"gpu\": 0}}"))
            .get("id")
            .asString();
    var leased =
        Client.json(
                client.post(
                    "/workers/" + worker + ":acquire",
                    "{\"free\": {\"cpu\": 1, \"gpu\": 0}, \"max_trials\": 1, \"wait_seconds\": 0}"))
            .get("assignments")
            .get(0);
    client.post("/studies/" + study + ":cancel", "");
    assertThat(client.post("/studies/" + study + ":cancel", "").status()).isEqualTo(200);

    var beat =
        client.post(
            "/workers/" + worker + ":heartbeat",
            "{\"leases\": [{\"trial_id\": \"%s\", \"lease\": %d}]}"
                .formatted(leased.get("trial_id").asString(), leased.get("lease").asLong()));

    assertThat(Client.json(beat).get("lost")).hasSize(1);
  }

  @Test
  void tellsWhatAnotherSchedulerWouldHaveSavedAndLost() {
    var study =
        client.study(Map.of("num_samples", 6, "scheduler", Map.of("type", "fifo", "max_t", 9)));
    var trials = client.ask(study, "a", 6);
    for (int step = 1; step <= 9; step++) {
      for (int i = 0; i < 6; i++) {
        client.report(trials.get(i), step, 1.0 / step + i);
      }
    }

    var replay =
        Client.json(
            client.post(
                "/studies/" + study + ":replay",
                "{\"scheduler\": {\"type\": \"asha\", \"max_t\": 9}, \"slots\": 1}"));

    assertThat(replay.get("different").asLong()).isZero();
    var comparison = replay.get("comparison");
    assertThat(comparison.get("recorded").get("steps").asLong()).isEqualTo(54);
    // all six to step 1; trials 0 and 1 on to step 3; none of the two further
    assertThat(comparison.get("other").get("steps").asLong()).isEqualTo(10);
    assertThat(comparison.get("other").get("unknown").asInt()).isZero();
    assertThat(comparison.get("other").get("best_trial").asInt()).isZero();
    assertThat(comparison.get("words").asString()).startsWith("It would have saved 44 of 54 steps");
    client
        .post("/studies/" + study + ":replay", "{\"scheduler\": {\"type\": \"ash\"}}")
        .isProblem(400, "invalid-study");
  }

  @Test
  void saysWhereACurveIsTooShortToKnow() {
    var study = finished();

    var replay =
        Client.json(
            client.post("/studies/" + study + ":replay", "{\"scheduler\": {\"max_t\": 27}}"));

    var other = replay.get("comparison").get("other");
    assertThat(other.get("unknown").asInt()).isEqualTo(1);
    assertThat(other.get("too_short").get(0).get("step").asInt()).isEqualTo(9);
  }

  @Test
  void tellsWhatAStudyWaitsFor() {
    var study =
        client.study(
            Map.of(
                "trainable", Map.of("type", "dl4j", "recipe", "image_classifier"),
                "max_concurrent_trials", 1,
                "resources_per_trial", Map.of("cpu", 2, "gpu", 0)));
    assertThat(waits(study)).isEqualTo("no worker is alive; start one with trial-runner");

    register("small", 1);
    assertThat(waits(study))
        .isEqualTo("needs 2 cpu; no live worker has that much: the largest is small with 1 cpu");
    var big = register("big", 4);
    assertThat(waits(study)).isEqualTo("worker big has room and takes it at its next call");

    client.post(
        "/workers/" + big + ":acquire",
        "{\"free\": {\"cpu\": 4, \"gpu\": 0}, \"max_trials\": 1, \"wait_seconds\": 0}");
    assertThat(client.read("/studies/" + study).get("pending_reason")).isNull();
    var other =
        client.study(
            Map.of(
                "trainable", Map.of("type", "dl4j", "recipe", "image_classifier"),
                "resources_per_trial", Map.of("cpu", 3, "gpu", 0)));
    assertThat(waits(other))
        .isEqualTo("needs 3 cpu; the most that is free is 2 cpu on worker big, which runs 1 trial");
    client.post("/studies/" + other + ":pause", "");
    assertThat(waits(other)).startsWith("the study is paused");
  }

  private String waits(String study) {
    return client.read("/studies/" + study).get("pending_reason").asString();
  }

  private String register(String name, int cpu) {
    return Client.json(
            client.post(
                "/workers",
                "{\"name\": \"%s\", \"incarnation\": \"1\", \"resources\": {\"cpu\": %d, \"gpu\": 0}}"
                    .formatted(name, cpu)))
        .get("id")
        .asString();
  }

  private String finished() {
    var study = client.study(Map.of());
    client.ask(study, "a", 3).forEach(trial -> client.report(trial, 9, 0.5));
    assertThat(client.read("/studies/" + study).get("state").asString()).isEqualTo("COMPLETED");
    return study;
  }

  private Http.Answer send(String method, String study, String json) {
    return http.send(method, "/api/v1/studies/" + study, "application/json", json);
  }

  private JsonNode patch(String study, String json) {
    var answer = send("PATCH", study, json);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return Client.json(answer);
  }

  private void assertThatItReplays(String study) {
    var replay = Client.json(client.post("/studies/" + study + ":replay", ""));
    assertThat(replay.get("different").asLong()).as(replay.toString()).isZero();
    assertThat(replay.get("decisions").asLong()).isPositive();
  }
}
