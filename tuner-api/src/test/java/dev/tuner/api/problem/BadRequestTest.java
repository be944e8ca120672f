package dev.tuner.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.api.Client;
import dev.tuner.api.Client.Leased;
import dev.tuner.api.Http;
import dev.tuner.api.ServiceTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever is sent: a typed refusal, never the service's own error, and not a row is changed. */
@ServiceTest
class BadRequestTest {

  private static final String NOBODY = "123e4567-e89b-12d3-a456-426614174000";

  /** Method, path, body, status and code: {@code *} any; 'quotes' are "quotes" when sent. */
  private static final String CALLS =
      """
      POST | /trials/HELD/measurements | {'lease': LEASE, 'step': -1, 'metrics': {'loss': 1}} | 400 | invalid-step
      POST | /trials/HELD/measurements | {'lease': LEASE, 'step': 0, 'metrics': {'loss': 1}} | 400 | invalid-step
      POST | /trials/HELD/measurements | {'lease': LEASE, 'step': 9223372036854775807, 'metrics': {'loss': 1}} | 400 | invalid-step
      POST | /trials/HELD/measurements | {'lease': LEASE, 'step': 9223372036854775808, 'metrics': {'loss': 1}} | 400 | wrong-type
      POST | /trials/HELD/measurements | {'lease': LEASE, 'step': 2} | 400 | missing-metric
      POST | /trials/HELD/measurements | {'lease': LEASE, 'step': 2, 'metrics': {'loss': null}} | 400 | missing-metric
      POST | /trials/HELD/measurements | {'lease': LEASE, 'step': 2, 'metrics': {'loss': 1, 'a': null}} | 400 | invalid-metric
      POST | /trials/HELD/measurements | {'lease': LEASE, 'step': 2, 'metrics': {'loss': 1, '\\u0000': 1}} | 400 | unstorable-character
      POST | /trials/HELD/measurements | {'lease': LEASE, 'step': 2, 'seconds': -3, 'metrics': {'loss': 1}} | 400 | invalid-seconds
      POST | /trials/HELD/measurements | [] | 400 | wrong-type
      POST | /trials/HELD/measurements | null | 400 | *
      POST | /trials/HELD/measurements | {'lease': 'x'} | 400 | wrong-type
      POST | /trials/HELD/measurements | {'lease': 99, 'step': 2, 'metrics': {'loss': 1}} | 409 | lease-lost
      POST | /trials/HELD/measurements | {'lease': -1, 'step': 2, 'metrics': {'loss': 1}} | 409 | lease-lost
      POST | /trials/HELD:complete | {'lease': 99} | 409 | lease-lost
      POST | /trials/HELD:fail | {'lease': 99, 'error': 'x'} | 409 | lease-lost
      POST | /trials/HELD:fail | {'lease': LEASE} | 400 | missing-error
      POST | /trials/HELD:release | {'lease': 99} | 409 | lease-lost
      POST | /trials/HELD:heartbeat | {'lease': 99} | 409 | lease-lost
      POST | /trials/NOBODY/measurements | {'lease': 1, 'step': 1, 'metrics': {'loss': 1}} | 404 | trial-not-found
      POST | /trials/NOBODY:complete | {'lease': 1} | 404 | trial-not-found
      POST | /trials/NOBODY:fail | {'lease': 1, 'error': 'x'} | 404 | trial-not-found
      POST | /trials/NOBODY:release | {'lease': 1} | 404 | trial-not-found
      POST | /trials/NOBODY:heartbeat | {'lease': 1} | 404 | trial-not-found
      POST | /trials/NOBODY:cancel | | 404 | trial-not-found
      GET | /trials/NOBODY | | 404 | trial-not-found
      GET | /trials/NOBODY/measurements | | 404 | trial-not-found
      GET | /trials/NOBODY/explain | | 404 | trial-not-found
      GET | /trials/NOBODY/checkpoints | | 404 | trial-not-found
      GET | /trials/NOBODY/checkpoints/1 | | 404 | *
      GET | /studies/NOBODY | | 404 | study-not-found
      GET | /studies/NOBODY/trials | | 404 | study-not-found
      GET | /studies/NOBODY/rungs | | 404 | study-not-found
      GET | /studies/NOBODY/curves | | 404 | study-not-found
      GET | /studies/NOBODY/best | | 404 | study-not-found
      GET | /studies/NOBODY/front | | 404 | study-not-found
      GET | /studies/NOBODY/events | | 404 | study-not-found
      POST | /studies/NOBODY/trials:ask | {'client_id': 'me', 'count': 1} | 404 | study-not-found
      POST | /studies/NOBODY:pause | | 404 | study-not-found
      POST | /studies/NOBODY:replay | | 404 | study-not-found
      POST | /studies/NOBODY:clone | {} | 404 | study-not-found
      POST | /studies/NOBODY:archive | | 404 | study-not-found
      POST | /studies/NOBODY:retry | | 404 | study-not-found
      PATCH | /studies/NOBODY | {'name': 'x'} | 404 | study-not-found
      DELETE | /studies/NOBODY | | 404 | study-not-found
      POST | /workers/NOBODY:acquire | {'free': {'cpu': 1, 'gpu': 0}, 'max_trials': 1, 'wait_seconds': 0} | 404 | worker-not-found
      POST | /workers/NOBODY:heartbeat | {'leases': []} | 404 | worker-not-found
      POST | /studies/STUDY/trials:ask | {'client_id': 'me', 'count': -1} | 400 | invalid-ask
      POST | /studies/STUDY/trials:ask | {'client_id': 'me', 'count': 1000000} | 400 | invalid-ask
      POST | /studies/STUDY/trials:ask | {'client_id': ' ', 'count': 1} | 400 | invalid-ask
      POST | /studies/STUDY/trials:ask | {'client_id': 'a\\u0000', 'count': 1} | 400 | unstorable-character
      POST | /studies/STUDY/trials:ask | {'count': 1} | 400 | invalid-ask
      POST | /workers | {} | 400 | invalid-resources
      POST | /workers | {'name': 'w', 'incarnation': '1', 'resources': {'cpu': -1, 'gpu': 0}} | 400 | invalid-resources
      POST | /workers | {'name': 'w', 'incarnation': '1', 'resources': {'cpu': 'Infinity', 'gpu': 0}} | 400 | *
      POST | /workers | {'name': 'w\\u0000', 'incarnation': '1', 'resources': {'cpu': 1, 'gpu': 0}} | 400 | unstorable-character
      POST | /workers | {'name': 'w', 'incarnation': '1', 'resources': {'cpu': 1, 'gpu': 0}, 'labels': {'a': '\\u0000'}} | 400 | unstorable-character
      POST | /workers/NOBODY:acquire | {'free': {'cpu': 1, 'gpu': 0}, 'max_trials': 0, 'wait_seconds': 0} | 400 | invalid-acquire
      POST | /workers/NOBODY:acquire | {'free': {'cpu': 1, 'gpu': 0}, 'max_trials': 1, 'wait_seconds': -1} | 400 | invalid-acquire
      POST | /workers/NOBODY:acquire | {'free': {'cpu': -1, 'gpu': 0}, 'max_trials': 1, 'wait_seconds': 0} | 400 | invalid-resources
      POST | /workers/NOBODY:heartbeat | {'leases': [{'trial_id': 'x', 'lease': 1}]} | 400 | invalid-id
      POST | /workers/NOBODY:heartbeat | {'leases': [null]} | 400 | invalid-lease
      POST | /measurements:batch | {} | 400 | invalid-batch
      POST | /measurements:batch | {'reports': []} | 400 | invalid-batch
      POST | /measurements:batch | {'reports': 3} | 400 | wrong-type
      GET | /studies/7 | | 400 | invalid-parameter
      GET | /trials/HELD%00 | | 400 | *
      GET | /studies?page_size=-1 | | 400 | invalid-parameter
      GET | /studies?page_size=999999999999 | | 400 | invalid-parameter
      GET | /studies?page_token=%27%20or%201%3D1 | | 400 | invalid-page-token
      GET | /studies?name=%00 | | 400 | *
      GET | /studies/STUDY/trials?sort=nothing | | 400 | invalid-sort
      GET | /studies/STUDY/trials?state=BUSY | | 400 | *
      GET | /studies/STUDY/trials?page_token=AAAA | | 400 | invalid-page-token
      GET | /studies/STUDY/curves?limit=-5 | | 400 | invalid-parameter
      GET | /trials/HELD/checkpoints/-1 | | 404 | *
      GET | /trials/HELD/checkpoints/x | | 400 | invalid-parameter
      GET | /trials/HELD/measurements?page_token=x | | 400 | *
      GET | /nothing | | 404 | no-such-resource
      PUT | /studies | {} | 405 | method-not-allowed
      POST | /trials/HELD:explode | | 4xx | *
      PATCH | /studies/STUDY | {'num_samples': -1} | 400 | invalid-study
      PATCH | /studies/STUDY | {'name': 'a\\u0000'} | 400 | *
      POST | /studies/STUDY:replay | {'scheduler': {'type': 'none'}} | 400 | invalid-study
      POST | /studies/STUDY/trials | {'config': 3} | 400 | *
      """;

  private static final List<String> HARDLY_HTTP =
      List.of(
          "GET /api/v1/studies/%00 HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET /api/v1/studies/%zz HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET /api/v1/../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET /api/v1/studies/..%2f..%2fetc HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET /api/v1/studies/a\\b HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET /api/v1/studies/{x} HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET /api/v1/studies/LONG HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET /api/v1/studies HTTP/1.1\r\n\r\n",
          "GET /api/v1/studies HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
          "GET /api/v1/studies HTTP/1.1\r\nHost: a\r\nX-Long: LONG\r\n\r\n",
          "GET /api/v1/studies HTTP/1.1\r\nHost: a\r\nAccept: /junk/\r\n\r\n",
          "GET /api/v1/studies HTTP/1.1\r\nHost: a\r\nAccept: image/png\r\n\r\n",
          "POST /api/v1/studies HTTP/1.1\r\nHost: a\r\nContent-Type: junk\r\nContent-Length: 2\r\n\r\n{}",
          "POST /api/v1/studies HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: -5\r\n\r\n{}",
          "POST /api/v1/studies HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
          "POST /api/v1/studies HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: junk\r\n\r\n{}",
          "POST /api/v1/studies HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
          "POST /api/v1/studies HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\n{\"\u00ff",
          "FROB /api/v1/studies HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
          "TRACE /api/v1/studies HTTP/1.1\r\nHost: a\r\n\r\n",
          "GE\u0001T /api/v1/studies HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET /api/v1/studies HTTP/9.9\r\nHost: a\r\n\r\n",
          "GET /api/v1/studies;x=%2e%2e/%2e%2e/x HTTP/1.1\r\nHost: a\r\n\r\n",
          "junk\r\n\r\n");

  @Autowired private Client client;
  @Autowired private Http http;
  @Autowired private JdbcClient db;
  @LocalServerPort private int port;

  private String study;
  private Leased held;
  private String before;

  @BeforeEach
  void leaseATrial() {
    client.empty();
    study = client.study(Map.of("scheduler", Map.of("type", "fifo", "max_t", 9)));
    held = client.ask(study, "me", 1).get(0);
    client.report(held, 1, 0.5);
    http.send(
        "GET",
        "/api/v1/studies/" + study,
        "application/json",
        ""); // so that it is in the trial's row
    before = everything();
  }

  @AfterEach
  void nothingHasChanged() {
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void everyCallRefusesWhatItCannotTake() {
    for (var row : CALLS.lines().toList()) {
      var columns = Stream.of(row.split("\\|", -1)).map(String::strip).toArray(String[]::new);
      var body = filled(columns[2]).replace('\'', '"');
      var answer = http.send(columns[0], "/api/v1" + filled(columns[1]), "application/json", body);
      assertThat(answer.status()).as("%s: %s", row, answer.body()).isBetween(400, 499);
      if (!columns[3].equals("4xx")) {
        assertThat(answer.status()).as(row).isEqualTo(Integer.parseInt(columns[3]));
      }
      assertThat(answer.header("Content-Type")).as(row).startsWith("application/problem+json");
      var code = columns[4].equals("*") ? "" : columns[4] + '"';
      assertThat(answer.body()).as(row).contains("\"code\":\"" + code);
      assertThat(everything()).as(row).isEqualTo(before);
    }
  }

  @Test
  void headersThatAreJunkAreRefused() {
    http.send(
            "POST",
            "/api/v1/studies/" + study + ":clone",
            "application/json",
            "{}",
            "Idempotency-Key",
            "k".repeat(5000))
        .isProblem(400, "invalid-idempotency-key");
    http.get("/api/v1/studies/" + study + "/events", "Last-Event-ID", "x")
        .isProblem(400, "invalid-event-id");
  }

  /** 501 and 505 are what HTTP asks for where a client wants more than HTTP/1.1 has. */
  @Test
  void whatIsHardlyHttpIsRefusedInTheSameWords() throws Exception {
    for (var request : HARDLY_HTTP) {
      var answer = raw(request.replace("LONG", "a".repeat(20_000)));
      var status = Integer.parseInt(answer.split(" ", 3)[1]);
      assertThat(status).as(request).matches(s -> s / 100 == 4 || s == 501 || s == 505);
      assertThat(answer).as(request).contains("application/problem+json").contains("\"code\":\"");
      assertThat(everything()).as(request).isEqualTo(before);
    }
  }

  @Test
  void aBatchOfAMillionReports() {
    client
        .post("/measurements:batch", "{\"reports\":[" + "{},".repeat(1_000_000) + "{}]}")
        .isProblem(413, "body-too-large");
  }

  @Test
  void aBatchOfMoreThanAThousand() {
    client
        .post("/measurements:batch", "{\"reports\":[" + "{},".repeat(1000) + "{}]}")
        .isProblem(400, "invalid-batch");
  }

  @Test
  void aBatchAnswersForEachOfItsItemsHoweverBadTheyAre() {
    var good =
        "{\"trial_id\":\"%s\",\"report\":{\"lease\":%d,\"step\":1,\"metrics\":{\"loss\":0.5}}}"
            .formatted(held.trial(), held.lease());
    var items =
        new String[] {
          "null",
          "{}",
          "{\"trial_id\":\"x\",\"report\":{\"lease\":1,\"step\":1,\"metrics\":{\"loss\":1}}}",
          good.replace("\"step\":1", "\"step\":-7"),
          good.replace(held.trial(), NOBODY),
          good.replace("\"lease\":" + held.lease(), "\"lease\":99")
              .replace("\"step\":1", "\"step\":2"),
          good.replace("\"loss\":0.5", "\"loss\":0.5,\"\\u0000\":1")
              .replace("\"step\":1", "\"step\":2"),
          good, // sent again: the same answer
        };

    var outcomes =
        Client.json(
                client.post(
                    "/measurements:batch", "{\"reports\":[" + String.join(",", items) + "]}"))
            .get("outcomes");

    assertThat(outcomes).hasSize(items.length);
    var codes =
        IntStream.range(0, items.length)
            .mapToObj(
                i ->
                    outcomes.get(i).has("problem")
                        ? outcomes.get(i).get("problem").get("code").asString()
                        : outcomes.get(i).get("reply").get("decision").asString());
    assertThat(codes)
        .containsExactly(
            "invalid-batch",
            "invalid-batch",
            "invalid-id",
            "invalid-step",
            "trial-not-found",
            "lease-lost",
            "unstorable-character",
            "CONTINUE");
  }

  @Test
  void aCheckpointUnderSomebodyElsesLease() {
    var answer =
        http.send(
            "PUT",
            "/api/v1/trials/%s/checkpoints/1?lease=99".formatted(held.trial()),
            "application/octet-stream",
            "weights",
            "X-Checkpoint-Sha256",
            "0".repeat(64));
    answer.isProblem(409, "lease-lost");
  }

  private String filled(String text) {
    return text.replace("HELD", held.trial())
        .replace("LEASE", Long.toString(held.lease()))
        .replace("STUDY", study)
        .replace("NOBODY", NOBODY);
  }

  private String raw(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** All that is stored, in one text. */
  private String everything() {
    return db.sql(
            """
            select string_agg(row, e'\\n' order by row) from (
              select 's ' || s::text as row from study s
              union all select 't ' || t::text from trial t
              union all select 'm ' || m::text from measurement m
              union all select 'd ' || d::text from decision d
              union all select 'c ' || c::text from checkpoint c
              union all select 'w ' || w.id::text from worker w) all_rows
            """)
        .query(String.class)
        .single();
  }
}
