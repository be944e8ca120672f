package dev.tuner.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuner.client.StandInService.Answer;
import dev.tuner.wire.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {
  private static final Map<String, Object> STUDY =
      Map.of("id", "a", "name", "digits", "state", "RUNNING");
  private static final Answer BUSY = Answer.text(503, "busy");

  private final StandInService service = StandInService.start();
  private final List<Duration> pauses = new ArrayList<>();

  @AfterEach
  void stop() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void sendsACallAgainWhileTheServiceIsBusyOrAway(int status) {
    service.on("GET /studies/a", Answer.text(status, ""), Answer.of(200, STUDY));

    assertThat(client(policy(3)).studies().get("a").name()).isEqualTo("digits");
    assertThat(pauses).hasSize(1);
  }

  @Test
  void sendsACallAgainWhenTheConnectionBreaks() {
    service.on("GET /studies/a", Answer.cutOff(), Answer.cutOff(), Answer.of(200, STUDY));

    assertThat(client(policy(3)).studies().get("a").name()).isEqualTo("digits");
    assertThat(pauses).hasSize(2);
  }

  @Test
  void createsOneStudyHoweverOftenTheCallIsSent() {
    service.on("POST /studies", BUSY, Answer.cutOff(), Answer.of(201, STUDY));
    var client = client(policy(5));

    client.studies().create(Map.of("name", "digits"));
    client.studies().create(Map.of("name", "digits"));

    var keys = service.requests().stream().map(sent -> sent.header("Idempotency-Key")).toList();
    assertThat(keys).hasSize(4).doesNotContainNull();
    assertThat(keys.subList(0, 3)).containsOnly(keys.get(0));
    assertThat(keys.get(3)).isNotEqualTo(keys.get(0));
    assertThat(service.requests()).extracting("body").containsOnly("{\"name\":\"digits\"}");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 409, 422, 500})
  void neverRepeatsACallThatWasRefused(int status) {
    service.on("GET /studies/a", Answer.problem(status, "some-code", "No."));

    assertThatThrownBy(() -> client(policy(5)).studies().get("a"))
        .isInstanceOf(TunerException.class);
    assertThat(service.count("GET /studies/a")).isEqualTo(1);
    assertThat(pauses).isEmpty();
  }

  @Test
  void givesUpAfterTheLastAttemptAndSaysWhatTheServiceSaid() {
    service.on("GET /studies/a", Answer.problem(503, "starting", "The database is not up yet."));

    assertThatThrownBy(() -> client(policy(3)).studies().get("a"))
        .isInstanceOf(ServiceUnavailableException.class)
        .hasMessage("The database is not up yet.");
    assertThat(service.count("GET /studies/a")).isEqualTo(3);
  }

  @Test
  void saysThatTheServiceCannotBeReached() {
    var address = service.address();
    service.close();
    var client = TunerClient.connect(options(policy(2)), pauses::add);

    assertThatThrownBy(() -> client.studies().get("a"))
        .isInstanceOf(ServiceUnavailableException.class)
        .hasMessageContaining("cannot be reached at " + address)
        .extracting(e -> ((TunerException) e).status())
        .isEqualTo(0);
    assertThat(pauses).hasSize(1);
  }

  @Test
  void waitsAsLongAsTheServiceAsks() {
    service.on("GET /studies/a", BUSY.with("Retry-After", "7"), Answer.of(200, STUDY));

    client(policy(2)).studies().get("a");
    assertThat(pauses).containsExactly(Duration.ofSeconds(7));
  }

  @Test
  void pausesDoubleUpToALimit() {
    var policy = new RetryPolicy(9, Duration.ofMillis(100), Duration.ofMillis(350));

    assertThat(List.of(1, 2, 3, 4))
        .map(attempt -> policy.delayAfter(attempt, 0.0).toMillis())
        .containsExactly(50L, 100L, 175L, 175L);
    assertThat(policy.delayAfter(2, 1.0)).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void aLastingPolicyPausesAtLeastForTheWholeTime() {
    var policy = RetryPolicy.lasting(Duration.ofMinutes(2), Duration.ofMillis(100));

    var total = Duration.ZERO;
    for (int attempt = 1; attempt < policy.attempts(); attempt++) {
      total = total.plus(policy.delayAfter(attempt, 0));
    }
    assertThat(total).isGreaterThanOrEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void reportsOutlastARestartThatOrdinaryCallsDoNot() {
    var away = new Answer[20];
    Arrays.fill(away, BUSY);
    away[19] = Answer.of(200, Map.of("decision", "CONTINUE", "state", "RUNNING", "reason", "ok"));
    service.on("POST /trials/t/measurements", away);
    var options = options(policy(2)).withReportRetry(policy(20));
    var client = TunerClient.connect(options, pauses::add);

    var reply = client.workers().report("t", new Report(1, 1, Map.of("loss", 0.5), null));
    assertThat(reply.decision()).isEqualTo("CONTINUE");
    assertThat(service.requests()).hasSize(20);
  }

  private TunerClient client(RetryPolicy policy) {
    return TunerClient.connect(options(policy), pauses::add);
  }

  private TunerOptions options(RetryPolicy policy) {
    return TunerOptions.of(service.address()).withRetry(policy);
  }

  private static RetryPolicy policy(int attempts) {
    return RetryPolicy.of(attempts, Duration.ofMillis(100));
  }
}
