package dev.tuner.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.api.Client;
import dev.tuner.api.Http;
import dev.tuner.api.Http.Answer;
import dev.tuner.api.ServiceTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Nobody can tell from an answer whether it came the short way or through Spring MVC. */
@ServiceTest
class FrequentCallsTest {
  private static final String PLAIN = "application/json";
  private static final String THROUGH_MVC = "application/json;charset=utf-8";
  private static final String NOWHERE = "00000000-0000-0000-0000-000000000000";

  @Autowired private Client client;
  @Autowired private Http http;

  private String trial;

  @BeforeEach
  void leaseATrial() {
    client.empty();
    var study = client.study(Map.of("scheduler", Map.of("type", "fifo", "max_t", 3)));
    trial = client.ask(study, "a", 1).get(0).trial();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trials/TRIAL/measurements | {\"lease\": 1, \"step\": 1, \"metrics\": {\"loss\": 1}}",
        "trials/TRIAL/measurements | {\"lease\": 9, \"step\": 1, \"metrics\": {\"loss\": 1}}",
        "trials/TRIAL/measurements | {\"lease\": 1, \"step\": 1, \"metrics\": {}}",
        "trials/TRIAL/measurements | {\"lease\": 1, \"step\": 1, \"metrics\": {\"loss\": \"low\"}}",
        "trials/TRIAL/measurements | {\"lease\": 1, \"setp\": 1}",
        "trials/TRIAL/measurements | {\"lease\": 1, ",
        "trials/TRIAL/measurements | null",
        "trials/TRIAL/measurements | []",
        "trials/NOWHERE/measurements | {\"lease\": 1, \"step\": 1, \"metrics\": {\"loss\": 1}}",
        "trials/no-trial/measurements | {\"lease\": 1, \"step\": 1, \"metrics\": {\"loss\": 1}}",
        "trials/no-trial-but-as-long-as-the-id-of-one/measurements | {\"lease\": 1, \"step\": 1}",
        "measurements:batch | {\"reports\": [{\"trial_id\": \"TRIAL\", \"report\": {\"lease\": 1, \"step\": 1, \"metrics\": {\"loss\": 1}}}]}",
        "measurements:batch | {\"reports\": [{\"trial_id\": \"NOWHERE\", \"report\": {\"lease\": 1, \"step\": 1, \"metrics\": {\"loss\": 1}}}]}",
        "measurements:batch | {\"reports\": [{\"trial_id\": \"x\", \"report\": {\"lease\": 1, \"step\": 1, \"metrics\": {\"loss\": 1}}}]}",
        "measurements:batch | {\"reports\": []}",
        "studies/NOWHERE/trials:ask | {\"client_id\": \"b\", \"count\": 1}",
        "studies/NOWHERE/trials:ask | {\"client_id\": \"\", \"count\": 1}",
        "workers/NOWHERE:heartbeat | {\"leases\": []}",
        "workers/NOWHERE:heartbeat | {\"leases\": [{\"trial_id\": \"x\", \"lease\": 1}]}",
        "workers/NOWHERE:heartbeat | {\"leases\": 1}",
      })
  void answersAlike(String path, String body) {
    var quick = send(PLAIN, path, body);
    var slow = send(THROUGH_MVC, path, body);
    assertThat(quick.status()).isEqualTo(slow.status());
    assertThat(withoutReason(quick)).isEqualTo(withoutReason(slow));
    for (var header : new String[] {"Content-Type", "Cache-Control", "X-Content-Type-Options"}) {
      assertThat(quick.header(header)).isEqualTo(slow.header(header));
    }
    assertThat(quick.header("X-Request-Id")).isNotEmpty();
  }

  @Test
  void countsThemUnderTheirPath() {
    send(
        PLAIN,
        "trials/TRIAL/measurements",
        "{\"lease\": 1, \"step\": 1, \"metrics\": {\"loss\": 1}}");
    assertThat(http.get("/actuator/prometheus").body())
        .contains("uri=\"/api/v1/trials/{id}/measurements\"");
  }

  @Test
  void readsNoMoreOfABodyThanTheLimit() {
    var body =
        "{\"lease\": 1, \"step\": 1, \"metrics\": {\"%s\": 1}}".formatted("x".repeat(1 << 20));
    send(PLAIN, "trials/TRIAL/measurements", body).isProblem(413, "body-too-large");
  }

  /** What is taken in the first time is repeated the second time. */
  private static String withoutReason(Answer answer) {
    return answer.body().replaceAll("\"reason\":\"[^\"]*\"", "").replaceAll("[0-9a-f-]{36}", "");
  }

  private Answer send(String type, String path, String body) {
    return http.send("POST", "/api/v1/" + filled(path), type, filled(body));
  }

  private String filled(String text) {
    return text.replace("TRIAL", trial).replace("NOWHERE", NOWHERE);
  }
}
