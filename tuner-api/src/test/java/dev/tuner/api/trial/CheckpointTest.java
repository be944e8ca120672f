package dev.tuner.api.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tuner.api.Client;
import dev.tuner.api.Http;
import dev.tuner.api.ServiceTest;
import dev.tuner.scheduler.checkpoint.CheckpointProperties;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

@ServiceTest
class CheckpointTest {

  @Autowired private Client client;
  @Autowired private Http http;
  @Autowired private Environment environment;
  @Autowired private CheckpointProperties properties;

  @BeforeEach
  void emptyDatabase() {
    client.empty();
  }

  @Test
  void theBestCheckpointCanBePickedAfterTheFact() throws Exception {
    var study = study();
    var trials = client.ask(study, "me", 3);
    double[] losses = {0.5, 0.1, 0.3};
    for (int i = 0; i < 3; i++) {
      put(trials.get(i), 1, "weights " + i);
      client.report(trials.get(i), 1, losses[i]);
    }

    var page = client.read("/studies/%s/checkpoints?page_size=2".formatted(study));
    assertThat(page.get("items").get(0).get("trial").asInt()).isEqualTo(1);
    assertThat(page.get("items").get(0).get("value").asDouble()).isEqualTo(0.1);
    assertThat(page.get("items").get(0).get("metrics").get("loss").asDouble()).isEqualTo(0.1);
    assertThat(page.get("items").get(1).get("trial").asInt()).isEqualTo(2);
    var token = page.get("next_page_token").asString();
    var rest =
        client.read("/studies/%s/checkpoints?page_size=2&page_token=%s".formatted(study, token));
    assertThat(rest.get("items")).hasSize(1);

    var best = client.read("/studies/%s/checkpoints/best".formatted(study));
    assertThat(best.get("trial_id").asString()).isEqualTo(trials.get(1).trial());
    var bytes =
        http.get(
            "/api/v1/studies/%s/checkpoints/best".formatted(study),
            "Accept",
            "application/octet-stream");
    assertThat(bytes.body()).isEqualTo("weights 1");
    bytes.hasHeader("X-Checkpoint-Sha256", sha256("weights 1"));
    bytes.hasHeader("Content-Length", "9");
    var digest = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256("weights 1")));
    bytes.hasHeader("Repr-Digest", digest);

    var ofTrial = client.read("/trials/%s/checkpoints".formatted(trials.get(0).trial()));
    assertThat(ofTrial.get("items")).hasSize(1);
    assertThat(ofTrial.get("items").get(0).get("bytes").asInt()).isEqualTo(9);
  }

  @Test
  void saysWhatIsWrong() throws Exception {
    var study = study();
    var trial = client.ask(study, "me", 1).get(0);
    put(trial, 1, "not reported");

    http.get("/api/v1/studies/%s/checkpoints/best".formatted(study))
        .isProblem(404, "no-best-checkpoint");
    http.get("/api/v1/trials/%s/checkpoints/2".formatted(trial.trial()))
        .isProblem(404, "checkpoint-not-found");
    http.get("/api/v1/studies/%s/checkpoints?sort=size".formatted(study))
        .isProblem(400, "invalid-sort");
    http.get("/api/v1/studies/%s/checkpoints?page_token=AAAA".formatted(study))
        .isProblem(400, "invalid-page-token");
    http.get("/api/v1/studies/%s/checkpoints?page_size=0".formatted(study))
        .isProblem(400, "invalid-parameter");
    assertThat(upload(trial, 2, "abc", "weights").status()).isEqualTo(400);
    upload(trial, 2, "abc", "weights").isProblem(400, "invalid-checksum");
    upload(trial, 2, sha256("other"), "weights").isProblem(400, "checksum-mismatch");
    upload(trial, 0, sha256("weights"), "weights").isProblem(400, "invalid-step");
    assertThat(client.read("/trials/%s/checkpoints".formatted(trial.trial())).get("items"))
        .hasSize(1);
  }

  @Test
  void anUploadThatIsCutDoesNotExistAndLeavesNothing() throws Exception {
    var trial = client.ask(study(), "me", 1).get(0);
    put(trial, 1, "whole");
    var port = environment.getRequiredProperty("local.server.port", Integer.class);

    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      var head =
          """
          PUT /api/v1/trials/%s/checkpoints/2?lease=%d HTTP/1.1\r
          Host: 127.0.0.1\r
          Content-Type: application/octet-stream\r
          X-Checkpoint-Sha256: %s\r
          Content-Length: 1000000\r
          \r
          """
              .formatted(trial.trial(), trial.lease(), sha256("x"));
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(new byte[500_000]);
      socket.getOutputStream().flush();
      await().atMost(Duration.ofMinutes(1)).until(() -> files(trial.trial()) == 2);
      socket.setSoLinger(true, 0); // a reset, as when the sender is killed
    }

    await().atMost(Duration.ofMinutes(1)).until(() -> files(trial.trial()) == 1);
    assertThat(client.read("/trials/%s/checkpoints".formatted(trial.trial())).get("items"))
        .hasSize(1);
    put(trial, 2, "again");
  }

  @Test
  void aDeletedStudyTakesItsCheckpointsAndTheirBytesWithIt() throws Exception {
    var study = study();
    var trials = client.ask(study, "me", 2);
    for (var trial : trials) {
      put(trial, 1, "weights");
      client.report(trial, 1, 0.5);
    }
    assertThat(files(trials.get(0).trial())).isEqualTo(1);

    http.send("DELETE", "/api/v1/studies/" + study, "text/plain", "").isProblem(409, "study-open");
    assertThat(files(trials.get(0).trial())).isEqualTo(1);
    client.post("/studies/" + study + ":cancel", "");
    var answer = http.send("DELETE", "/api/v1/studies/" + study, "text/plain", "");

    assertThat(answer.status()).isEqualTo(204);
    http.get("/api/v1/trials/%s/checkpoints/1".formatted(trials.get(0).trial()))
        .isProblem(404, "checkpoint-not-found");
    for (var trial : trials) {
      assertThat(files(trial.trial())).isZero();
    }
  }

  private String study() {
    return client.study(Map.of("num_samples", 3, "scheduler", Map.of("type", "fifo", "max_t", 9)));
  }

  private void put(Client.Leased trial, long step, String bytes) throws Exception {
    var answer = upload(trial, step, sha256(bytes), bytes);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }

  private Http.Answer upload(Client.Leased trial, long step, String sha256, String bytes) {
    return http.send(
        "PUT",
        "/api/v1/trials/%s/checkpoints/%d?lease=%d".formatted(trial.trial(), step, trial.lease()),
        "application/octet-stream",
        bytes,
        "X-Checkpoint-Sha256",
        sha256);
  }

  private static String sha256(String bytes) throws Exception {
    var digest = MessageDigest.getInstance("SHA-256");
    return HexFormat.of().formatHex(digest.digest(bytes.getBytes(StandardCharsets.UTF_8)));
  }

  private long files(String trial) throws IOException {
    var folder = properties.directory().resolve(trial);
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (var files = Files.list(folder)) {
      return files.count();
    }
  }
}
