package dev.tuner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tuner.client.TunerClient;
import dev.tuner.client.TunerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service is killed in the middle of an upload. */
class KilledUploadTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void aHalfUploadDoesNotExistAfterTheKillAndItsBytesAreSweptAway() throws Exception {
    var data = folder.resolve("data");
    String trialId;
    try (var service = ServiceProcess.start(data);
        var client = TunerClient.connect(TunerOptions.of(service.address()))) {
      var study = client.studies().create(ExternalStudy.of("killed-upload", 1));
      var trial = client.study(study.id()).ask("me", 1).get(0);
      trialId = trial.assignment().trialId();
      try (var upload = new Socket(InetAddress.getLoopbackAddress(), service.address().getPort())) {
        sendHalf(upload, service.address(), trialId, trial.assignment().lease());
        await().atMost(PATIENCE).until(() -> files(data) == 1);
        service.kill();
      }
    }
    assertThat(files(data)).as("what the killed process left").isEqualTo(1);

    try (var service =
            ServiceProcess.start(
                data,
                "--tuner.checkpoints.unfinished-after=1s",
                "--tuner.jobs.sweep-checkpoints-every=1s");
        var client = TunerClient.connect(TunerOptions.of(service.address()))) {
      assertThat(client.trial(trialId).checkpoints()).isEmpty();
      await().atMost(PATIENCE).until(() -> files(data) == 0);
    }
  }

  private static void sendHalf(Socket upload, URI service, String trialId, long lease)
      throws IOException {
    var head =
        "PUT /api/v1/trials/%s/checkpoints/1?lease=%d HTTP/1.1\r\nHost: %s\r\nContent-Type: application/octet-stream\r\nX-Checkpoint-Sha256: %s\r\nContent-Length: 2000000\r\n\r\n"
            .formatted(trialId, lease, service.getAuthority(), "0".repeat(64));
    upload.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    upload.getOutputStream().write(new byte[1_000_000]);
    upload.getOutputStream().flush();
  }

  private static long files(Path data) throws IOException {
    try (var files = Files.walk(data.resolve("checkpoints"))) {
      return files.filter(Files::isRegularFile).count();
    }
  }
}
