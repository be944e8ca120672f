package dev.tuner.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tuner.client.StandInService.Answer;
import dev.tuner.wire.EndOfTrial;
import dev.tuner.wire.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ErrorTest {
  private final StandInService service = StandInService.start();
  private final TunerClient client =
      TunerClient.connect(TunerOptions.of(service.address()).withRetry(RetryPolicy.never()));

  @AfterEach
  void stop() {
    client.close();
    service.close();
  }

  @Test
  void namesEachBadFieldOfAStudy() {
    var problem =
        new Problem(
            "/problems/invalid-study",
            "Invalid study",
            400,
            "invalid-study",
            "The study has 1 problem.",
            List.of(new Problem.FieldError("/space/lr", "lower must be > 0 but was -1")));
    service.on("POST /studies", Answer.of(400, problem));

    var error =
        catchThrowableOfType(
            InvalidRequestException.class, () -> client.studies().create(Map.of("name", "x")));
    assertThat(error.code()).isEqualTo("invalid-study");
    assertThat(error.errors())
        .containsExactly(new Problem.FieldError("/space/lr", "lower must be > 0 but was -1"));
  }

  @Test
  void tellsALostLeaseFromOtherConflicts() {
    service.on("POST /trials/t:complete", Answer.problem(409, "lease-lost", "Acquire again."));
    service.on("POST /studies/s:resume", Answer.problem(409, "study-over", "It has ended."));

    var lost =
        catchThrowableOfType(
            ConflictException.class, () -> client.workers().complete("t", EndOfTrial.of(1)));
    assertThat(lost.isLeaseLost()).isTrue();

    var other = catchThrowableOfType(ConflictException.class, () -> client.study("s").resume());
    assertThat(other.isLeaseLost()).isFalse();
    assertThat(other).hasMessage("It has ended.");
  }

  @Test
  void carriesStatusCodeAndTheRequestIdOfTheService() {
    service.on(
        "GET /trials/t",
        Answer.problem(404, "unknown-trial", "There is no trial t.").with("X-Request-Id", "r-7"));

    var error = catchThrowableOfType(NotFoundException.class, () -> client.trial("t").detail());
    assertThat(error.status()).isEqualTo(404);
    assertThat(error.code()).isEqualTo("unknown-trial");
    assertThat(error.requestId()).isEqualTo("r-7");
  }

  @Test
  void namesTheRequestItSentWhenTheServiceNamesNone() {
    var error = catchThrowableOfType(NotFoundException.class, () -> client.trial("t").detail());

    assertThat(error.requestId()).isEqualTo(service.requests().get(0).header("X-Request-Id"));
  }

  @Test
  void showsTheTextOfAProxyThatAnswersWithoutAProblem() {
    service.on("GET /studies/a", Answer.text(502, "<h1>Bad Gateway</h1>"));

    assertThatThrownBy(() -> client.studies().get("a"))
        .isInstanceOf(ServiceUnavailableException.class)
        .hasMessage("The service answered 502: <h1>Bad Gateway</h1>")
        .extracting(e -> ((TunerException) e).code())
        .isEqualTo("http-502");
  }

  @Test
  void saysSoWhenASuccessfulAnswerIsNotOfTheService() {
    service.on("GET /studies/a", Answer.text(200, "<html>Log in</html>"));

    assertThatThrownBy(() -> client.studies().get("a"))
        .isInstanceOf(TunerException.class)
        .hasMessageContaining("no StudyView");
  }

  @Test
  void anInterruptedCallKeepsTheInterruptFlag() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> client.studies().get("a")).hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aClosedClientRefusesCalls() {
    client.close();

    assertThatThrownBy(() -> client.studies().get("a")).isInstanceOf(IllegalStateException.class);
  }
}
