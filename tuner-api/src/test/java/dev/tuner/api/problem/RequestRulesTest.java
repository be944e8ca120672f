package dev.tuner.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.api.EdgeTest;
import dev.tuner.api.Http;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** What holds for every request. */
@EdgeTest
@Import(ProbeController.class)
class RequestRulesTest {

  @Autowired private Http http;

  @Test
  void keepsTheRequestIdThatItGets() {
    var answer = http.get("/api/v1/probe/request-id", "X-Request-Id", "run-7.a");
    assertThat(answer.header("X-Request-Id")).isEqualTo("run-7.a");
    assertThat(answer.body()).isEqualTo("run-7.a");
  }

  @Test
  void givesARequestIdOfItsOwnInsteadOfATextThatIsNone() {
    var answer = http.get("/api/v1/nothing", "X-Request-Id", "a b");
    assertThat(answer.header("X-Request-Id")).matches("[0-9a-f-]{36}");
  }

  @Test
  void tellsBrowsersToBeCareful() {
    var answer = http.get("/api/v1/probe/request-id");
    answer.hasHeader("X-Content-Type-Options", "nosniff");
    answer.hasHeader("X-Frame-Options", "DENY");
    answer.hasHeader("Referrer-Policy", "no-referrer");
    answer.hasHeader("Cache-Control", "no-store");
    assertThat(answer.header("Content-Security-Policy")).contains("default-src 'self'");
  }

  @Test
  void refusesABodyAboveTheLimitWhetherItsLengthIsKnownOrNot() {
    var body = "{\"name\": \"" + "a".repeat(1 << 20) + "\"}";
    http.post("/api/v1/probe/studies", body)
        .isProblem(413, "body-too-large")
        .detailContains("1048576 bytes");
    http.stream("POST", "/api/v1/probe/studies", "application/json", body)
        .isProblem(413, "body-too-large");
  }

  @Test
  void leavesCheckpointsToTheirOwnLimit() {
    var answer =
        http.send("PUT", "/api/v1/probe/bytes", "application/octet-stream", "a".repeat(3 << 20));
    assertThat(answer.body()).isEqualTo(Integer.toString(3 << 20));
  }

  @Test
  void refusesChangesThatAnotherSitesPageAsksFor() {
    http.post("/api/v1/probe/studies", "{}", "Sec-Fetch-Site", "cross-site")
        .isProblem(403, "cross-site-request");
    assertThat(http.post("/api/v1/probe/studies", "{}", "Sec-Fetch-Site", "same-origin").status())
        .isEqualTo(200);
  }
}
