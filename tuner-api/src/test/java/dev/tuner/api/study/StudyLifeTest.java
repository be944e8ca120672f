package dev.tuner.api.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.api.Client;
import dev.tuner.api.Http;
import dev.tuner.api.ServiceTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class StudyLifeTest {

  @Autowired private Client client;
  @Autowired private Http http;

  @BeforeEach
  void emptyDatabase() {
    client.empty();
  }

  @Test
  void promotesTheBestOfThreeAndEndsWhenAllIsDone() {
    var study = client.study(Map.of());
    var trials = client.ask(study, "notebook", 3);
    assertThat(client.report(trials.get(0), 1, 0.3)).isEqualTo("PAUSE");
    assertThat(client.report(trials.get(1), 1, 0.1)).isEqualTo("PAUSE");
    assertThat(client.report(trials.get(2), 1, 0.2)).isEqualTo("PAUSE");

    var promoted = client.ask(study, "notebook", 1).get(0);

    assertThat(promoted.trial()).isEqualTo(trials.get(1).trial());
    assertThat(promoted.assignment().get("last_step").asLong()).isEqualTo(1);
    assertThat(promoted.assignment().get("milestone").asLong()).isEqualTo(3);
    assertThat(client.report(promoted, 2, 0.05)).isEqualTo("CONTINUE");
    assertThat(client.report(promoted, 3, 0.02)).isEqualTo("PAUSE");

    var view = client.read("/studies/" + study);
    assertThat(view.get("state").asString()).isEqualTo("COMPLETED");
    assertThat(view.get("trials").get("STOPPED").asInt()).isEqualTo(3);
    assertThat(view.get("best").get("best_value").asDouble()).isEqualTo(0.02);
    assertThat(client.read("/studies/" + study + "/best").get("number").asInt())
        .isEqualTo(promoted.assignment().get("number").asInt());
  }

  @Test
  void tellsEveryDecisionAboutATrialAndWhy() {
    var study = client.study(Map.of());
    var trials = client.ask(study, "notebook", 3);
    for (int i = 0; i < 3; i++) {
      client.report(trials.get(i), 1, 0.1 * (i + 1));
    }
    client.ask(study, "notebook", 1);

    var decisions = client.read("/trials/" + trials.get(0).trial()).get("decisions");

    assertThat(decisions.get(0).get("kind").asString()).isEqualTo("PAUSE");
    assertThat(decisions.get(0).get("reason").asString()).contains("rank 1 of 1 at step 1");
    assertThat(decisions.get(1).get("kind").asString()).isEqualTo("PROMOTE");
    assertThat(decisions.get(1).get("rank").asInt()).isEqualTo(1);
    assertThat(decisions.get(1).get("rung_size").asInt()).isEqualTo(3);
  }

  @Test
  void explainsInWordsAndNumbersWhoWasBetterAndWhatWasNeeded() {
    var study = client.study(Map.of("num_samples", 6));
    var trials = client.ask(study, "notebook", 6);
    for (int i = 0; i < 6; i++) {
      client.report(trials.get(i), 1, 0.1 * (i + 1));
    }

    var why = client.read("/trials/" + trials.get(5).trial() + "/explain");

    assertThat(why.get("choice").get("words").asString()).contains("at random");
    assertThat(why.get("choice").get("basis").toString()).isEqualTo("{\"source\":\"RANDOM\"}");
    assertThat(why.get("choice").get("searcher").asString()).isEqualTo("bohb");
    var decision = why.get("decisions").get(0);
    assertThat(decision.get("rank").asInt()).isEqualTo(6);
    assertThat(decision.get("needed").asDouble()).isEqualTo(0.2);
    assertThat(decision.get("best").get("number").asInt()).isZero();
    assertThat(decision.get("just_better").findValuesAsString("number"))
        .containsExactly("4", "3", "2");
    assertThat(decision.get("words").asString())
        .isEqualTo(
            "Paused after step 1: rank 6 of 6 at step 1; 2 go on. loss was 0.600000; to go on it needed 0.200000 or less."
                + " Just better: trial 4 (0.500000), trial 3 (0.400000), trial 2 (0.300000). Best: trial 0 (0.100000).");
    assertThat(
            client
                .read("/trials/" + trials.get(0).trial() + "/explain")
                .get("decisions")
                .get(0)
                .get("words")
                .asString())
        .endsWith("Nobody was better.");
  }

  @Test
  void tellsWhatAModelKnewWhenItProposedAConfig() {
    for (var search : List.of("bohb", "tpe", "gp")) {
      var study =
          client.study(
              Map.of("num_samples", 40, "search", Map.of("type", search, "random_fraction", 0)));
      client
          .ask(study, "before", 20)
          .forEach(
              trial -> client.report(trial, 1, 0.01 * trial.assignment().get("number").asInt()));

      var trial =
          client.ask(study, "after", 10).stream() // promoted ones come first
              .filter(each -> each.assignment().get("number").asInt() >= 20)
              .findFirst()
              .orElseThrow()
              .trial();

      var choice = client.read("/trials/" + trial + "/explain").get("choice");
      var basis = choice.get("basis");
      assertThat(basis.get("source").asString()).isEqualTo("MODEL");
      assertThat(basis.get("observations").asInt()).isEqualTo(20);
      assertThat(basis.get("step").asLong()).isEqualTo(1);
      var score = search.equals("gp") ? "expected_improvement" : "density_ratio";
      assertThat(basis.get(score).asDouble()).isPositive();
      assertThat(choice.get("words").asString())
          .contains("20 trials at step 1")
          .contains(search.equals("gp") ? "standard deviations" : "times as dense");
      assertThat(client.read("/trials/" + trial).get("basis")).isEqualTo(basis);
    }
  }

  @Test
  void handsOutNoMoreTrialsThanTheLimits() {
    var study = client.study(Map.of("num_samples", 5, "max_concurrent_trials", 2));

    assertThat(client.ask(study, "a", 5)).hasSize(2);
    assertThat(client.ask(study, "b", 5)).isEmpty();
  }

  @Test
  void givesTheSameClientItsOpenTrialsAgain() {
    var study = client.study(Map.of());
    var first = client.ask(study, "notebook", 1).get(0);

    var again = client.ask(study, "notebook", 1).get(0);

    assertThat(again.trial()).isEqualTo(first.trial());
    assertThat(again.lease()).isEqualTo(first.lease());
  }

  @Test
  void repeatsTheSameStudyForTheSameSeed() {
    var one = client.ask(client.study(Map.of()), "a", 3);
    var two = client.ask(client.study(Map.of()), "a", 3);

    for (int i = 0; i < 3; i++) {
      assertThat(two.get(i).assignment().get("config"))
          .isEqualTo(one.get(i).assignment().get("config"));
    }
  }

  @Test
  void createsOneStudyForARepeatedRequestWithOneKey() {
    var json =
        "{\"name\": \"once\", \"metric\": \"loss\", \"space\": {\"x\": {\"uniform\": [0, 1]}}}";
    var first = http.post("/api/v1/studies", json, "Idempotency-Key", "k1");
    var again = http.post("/api/v1/studies", json, "Idempotency-Key", "k1");

    assertThat(Client.json(again).get("id")).isEqualTo(Client.json(first).get("id"));
    assertThat(client.read("/studies").get("items")).hasSize(1);
    http.post("/api/v1/studies", json.replace("once", "other"), "Idempotency-Key", "k1")
        .isProblem(409, "idempotency-key-reused");
  }

  @Test
  void pausesRunningTrialsAtTheirNextReportAndLetsThemGoOnAfterTheResume() {
    var study = client.study(Map.of("scheduler", Map.of("type", "fifo", "max_t", 5)));
    var leased = client.ask(study, "a", 1).get(0);
    client.report(leased, 1, 0.5);

    client.post("/studies/" + study + ":pause", "{}");
    assertThat(client.ask(study, "b", 1)).isEmpty();
    assertThat(client.report(leased, 2, 0.4)).isEqualTo("PAUSE");
    client.post("/studies/" + study + ":resume", "{}");

    var resumed = client.ask(study, "b", 1).get(0);
    assertThat(resumed.trial()).isEqualTo(leased.trial());
    assertThat(resumed.assignment().get("last_step").asLong()).isEqualTo(2);
    assertThat(client.report(resumed, 5, 0.3)).isEqualTo("STOP");
  }

  @Test
  void cancelsAStudyAndEverythingOpenInIt() {
    var study = client.study(Map.of());
    var leased = client.ask(study, "a", 2);
    client.report(leased.get(0), 1, 0.5);

    client.post("/studies/" + study + ":cancel", "{}");

    var view = client.read("/studies/" + study);
    assertThat(view.get("state").asString()).isEqualTo("CANCELLED");
    assertThat(view.get("trials").get("CANCELLED").asInt()).isEqualTo(2);
    client.report(leased.get(1), 1, "{\"loss\": 1}").isProblem(409, "trial-over");
    client.post("/studies/" + study + ":resume", "{}").isProblem(409, "illegal-transition");
  }

  @Test
  void failsAStudyThatHasNoResultAtAll() {
    var study = client.study(Map.of("num_samples", 1));
    var leased = client.ask(study, "a", 1).get(0);

    client.post(
        "/trials/" + leased.trial() + ":fail",
        "{\"lease\": %d, \"error\": \"boom\", \"log\": \"last line\"}".formatted(leased.lease()));

    assertThat(client.read("/studies/" + study).get("state").asString()).isEqualTo("FAILED");
    var detail = client.read("/trials/" + leased.trial());
    assertThat(detail.get("trial").get("error").asString()).isEqualTo("boom");
    assertThat(detail.get("log").asString()).isEqualTo("last line");
  }

  @Test
  void runsTheWholeGridForEachSample() {
    var grid = Map.of("x", Map.of("grid_search", List.of(1, 2, 3)));
    var study = client.study(Map.of("space", grid, "num_samples", 2));

    var trials = client.ask(study, "a", 100);

    assertThat(trials).hasSize(6);
    assertThat(trials.stream().map(trial -> trial.assignment().get("config").get("x").asInt()))
        .containsExactly(1, 2, 3, 1, 2, 3);
  }

  @Test
  void drawsOnlyConfigsThatMeetTheConstraints() {
    var space =
        Map.of("a", Map.of("uniform", List.of(0, 1)), "b", Map.of("uniform", List.of(0, 1)));
    var study =
        client.study(
            Map.of(
                "space", space, "constraints", List.of("config.a < config.b"), "num_samples", 30));

    assertThat(client.ask(study, "a", 30))
        .hasSize(30)
        .allSatisfy(
            trial -> {
              var config = trial.assignment().get("config");
              assertThat(config.get("a").asDouble()).isLessThan(config.get("b").asDouble());
            });
  }

  @Test
  void aConfigThatHasNoValueFailsItsTrialAndTheStudyGoesOn() {
    var space =
        Map.of(
            "n", Map.of("randint", List.of(0, 100)),
            "m", Map.of("sample_from", "1 / (config.n - 77)"));
    var study =
        client.study(
            Map.of("space", space, "search", Map.of("type", "random"), "num_samples", 400));

    var trials = client.ask(study, "a", 400);

    var failed = client.read("/studies/" + study + "/trials?state=FAILED").get("items");
    assertThat(failed).isNotEmpty();
    assertThat(trials).hasSize(400 - failed.size());
    assertThat(failed.get(0).get("error").asString()).contains("its config has no value");
  }

  @Test
  void previewsAStudyWithoutCreatingIt() {
    var answer =
        client.post(
            "/studies:validate",
            """
            {"name": "p", "metric": "loss", "space": {"x": {"randint": [1, 9]}}, "num_samples": 20,
             "scheduler": {"type": "asha", "max_t": 27}}
            """);

    var preview = Client.json(answer);
    assertThat(preview.get("configs")).hasSize(5);
    assertThat(preview.get("milestones").toString()).isEqualTo("[1,3,9,27]");
    assertThat(client.read("/studies").get("items")).isEmpty();
  }

  @Test
  void validateForetellsStepsAndHours() {
    var study =
        """
        {"name": "p", "metric": "loss", "space": {"x": {"randint": [1, 9]}}, "num_samples": 20,
         "scheduler": {"type": "asha", "max_t": 9}, "resources_per_trial": {"gpu": 2}}
        """;

    var expected =
        Client.json(client.post("/studies:validate?seconds_per_step=180", study)).get("expected");

    assertThat(expected.get("trials").asInt()).isEqualTo(20);
    assertThat(expected.get("rungs").get(0).get("trials").asInt()).isEqualTo(20);
    assertThat(expected.get("rungs").get(2).get("milestone").asInt()).isEqualTo(9);
    var steps = expected.get("steps").asInt();
    assertThat(steps).isBetween(20 + 2 * 6 + 6 * 2, 20 + 2 * 12 + 6 * 8);
    assertThat(expected.get("gpu_hours").asDouble()).isEqualTo(steps / 10.0);
    assertThat(expected.get("cpu_hours").asDouble()).isEqualTo(steps / 20.0);
    client
        .post("/studies:validate?seconds_per_step=0", study)
        .isProblem(400, "invalid-parameter")
        .detailContains("greater than 0");
  }

  @Test
  void theBestOfAStudyWithSeveralMetricsIsAFront() {
    var study =
        client.study(
            Map.of(
                "metric", "REMOVED",
                "metrics",
                    List.of(
                        Map.of("name", "accuracy", "mode", "max"), Map.of("name", "latency_ms")),
                "search", Map.of("type", "motpe"),
                "scheduler", Map.of("type", "fifo", "max_t", 1)));
    var trials = client.ask(study, "me", 3);
    client.report(trials.get(0), 1, "{\"accuracy\": 0.9, \"latency_ms\": 30}");
    client.report(trials.get(1), 1, "{\"accuracy\": 0.8, \"latency_ms\": 40}");
    client.report(trials.get(2), 1, "{\"accuracy\": 0.7, \"latency_ms\": 20}");

    var front = client.read("/studies/%s/best".formatted(study)).get("items");

    assertThat(front).hasSize(2);
    assertThat(front.get(0).get("metrics").get("accuracy").asDouble()).isEqualTo(0.9);
    assertThat(front.get(1).get("metrics").get("latency_ms").asDouble()).isEqualTo(20);
    assertThat(client.read("/studies/" + study).get("definition").get("metrics")).hasSize(2);
    assertThat(
            client
                .read("/studies/%s/trials?sort=metrics.latency_ms".formatted(study))
                .get("items")
                .get(0)
                .get("number")
                .asInt())
        .isEqualTo(2);
  }

  @Test
  void aReportIsSeenByWhoReadsAfterItHoweverSoonItComes() {
    var study = client.study(Map.of("scheduler", Map.of("type", "fifo", "max_t", 100)));
    var trial = client.ask(study, "me", 1).get(0);
    for (int step = 1; step <= 30; step++) {
      client.report(trial, step, 1.0 / step);
      var row = client.read("/studies/%s/trials?number=0".formatted(study)).get("items").get(0);
      assertThat(row.get("step").asInt()).isEqualTo(step);
      assertThat(row.get("best_value").asDouble()).isEqualTo(1.0 / step);
    }
    assertThat(client.read("/studies/%s/trials?number=7".formatted(study)).get("items")).isEmpty();
  }
}
