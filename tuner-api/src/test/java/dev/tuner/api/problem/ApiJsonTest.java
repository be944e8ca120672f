package dev.tuner.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.api.EdgeTest;
import dev.tuner.api.Http;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** How the API writes and reads JSON. */
@EdgeTest
@Import(ProbeController.class)
class ApiJsonTest {

  @Autowired private Http http;

  @Test
  void writesSnakeCaseAndLeavesNullOut() {
    var study = "{\"name\":\"digits\",\"num_samples\":3,\"failure\":{\"max_retries\":2}}";
    assertThat(http.post("/api/v1/probe/studies", study).body()).isEqualTo(study);
  }

  @Test
  void keepsNumbersTextsAndNullsInsideAFreeFormObject() {
    var study =
        "{\"space\":{\"lr\":{\"loguniform\":[1.0E-4,0.1]},\"layers\":2,\"a_b\":\"c\",\"nothing\":null}}";
    assertThat(http.post("/api/v1/probe/studies", study).body()).isEqualTo(study);
  }

  @Test
  void writesAndReadsNaNAndInfinitiesAsTexts() {
    var report =
        "{\"lease\":1,\"step\":2,\"metrics\":{\"a\":\"NaN\",\"b\":\"Infinity\",\"c\":\"-Infinity\",\"d\":0.5}}";
    assertThat(http.post("/api/v1/probe/reports", report).body()).isEqualTo(report);
  }

  @Test
  void asksForAMissingNumber() {
    http.post("/api/v1/probe/reports", "{\"step\":2}")
        .isProblem(400, "missing-field")
        .error("/lease", "Give it a whole number");
    http.post("/api/v1/probe/reports", "{\"lease\":1,\"step\":null}")
        .isProblem(400, "missing-field")
        .error("/step", "Give it a whole number");
  }

  @Test
  void takesAMissingSwitchAsOff() {
    assertThat(http.post("/api/v1/probe/ends", "{\"lease\":1}").body())
        .isEqualTo("{\"lease\":1,\"lost_process\":false}");
  }

  @Test
  void writesTimesInUtc() {
    assertThat(http.get("/api/v1/probe/time").body()).isEqualTo("\"2026-01-31T12:00:00.250Z\"");
  }
}
