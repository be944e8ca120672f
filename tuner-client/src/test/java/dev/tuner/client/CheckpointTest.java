package dev.tuner.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuner.client.StandInService.Answer;
import dev.tuner.wire.CheckpointView;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  private static final String WEIGHTS_SHA256 =
      "9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c";

  private final StandInService service = StandInService.start();
  @TempDir private Path directory;
  private Workers workers;

  @BeforeEach
  void connect() {
    var policy = RetryPolicy.of(3, Duration.ofMillis(1));
    var options = TunerOptions.of(service.address()).withReportRetry(policy);
    workers = TunerClient.connect(options, pause -> {}).workers();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void uploadsTheBytesWithLeaseAndChecksumAndAgainAfterAFailure() throws IOException {
    var file = Files.writeString(directory.resolve("model.zip"), "weights");
    var stored = new CheckpointView("t", null, 9, 7, WEIGHTS_SHA256, null, Map.of(), Instant.EPOCH);
    service.on("PUT /trials/t/checkpoints/9", Answer.text(503, ""), Answer.of(201, stored));

    assertThat(workers.uploadCheckpoint("t", 5, 9, file)).isEqualTo(stored);
    assertThat(service.requests())
        .hasSize(2)
        .allSatisfy(
            sent -> {
              assertThat(sent.body()).isEqualTo("weights");
              assertThat(sent.query()).isEqualTo("lease=5");
              assertThat(sent.header("X-Checkpoint-Sha256")).isEqualTo(WEIGHTS_SHA256);
              assertThat(sent.header("Content-Type")).isEqualTo("application/octet-stream");
            });
  }

  @Test
  void downloadsIntoTheTarget() throws IOException {
    service.on("GET /trials/t/checkpoints/9", Answer.cutOff(), Answer.text(200, "weights"));
    var target = directory.resolve("model.zip");

    workers.downloadCheckpoint("t", 9, WEIGHTS_SHA256, target);
    assertThat(target).hasContent("weights");
    assertThat(directory.toFile().list()).containsExactly("model.zip");
  }

  @Test
  void refusesBytesWithAnotherChecksumAndKeepsWhatWasThere() throws IOException {
    service.on("GET /trials/t/checkpoints/9", Answer.text(200, "other bytes"));
    var target = Files.writeString(directory.resolve("model.zip"), "the last good one");

    assertThatThrownBy(() -> workers.downloadCheckpoint("t", 9, WEIGHTS_SHA256, target))
        .isInstanceOf(CorruptCheckpointException.class)
        .hasMessageContaining("trial t at step 9");
    assertThat(target).hasContent("the last good one");
    assertThat(directory.toFile().list()).containsExactly("model.zip");
  }

  @Test
  void leavesNoFileWhenThereIsNoSuchCheckpoint() {
    var target = directory.resolve("model.zip");

    assertThatThrownBy(() -> workers.downloadCheckpoint("t", 9, WEIGHTS_SHA256, target))
        .isInstanceOf(NotFoundException.class);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aDownloadThatKeepsBreakingLeavesNoFile() {
    service.on("GET /trials/t/checkpoints/9", Answer.cutOff());
    var target = directory.resolve("model.zip");

    assertThatThrownBy(() -> workers.downloadCheckpoint("t", 9, WEIGHTS_SHA256, target))
        .isInstanceOf(ServiceUnavailableException.class);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aMissingFileIsAnErrorOfTheCaller() {
    assertThatThrownBy(() -> workers.uploadCheckpoint("t", 5, 9, directory.resolve("none")))
        .isInstanceOfAny(NoSuchFileException.class, FileNotFoundException.class);
    assertThat(service.requests()).isEmpty();
  }
}
