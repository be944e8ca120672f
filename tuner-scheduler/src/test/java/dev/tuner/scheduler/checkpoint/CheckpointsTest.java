package dev.tuner.scheduler.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuner.scheduler.InvalidInputException;
import dev.tuner.scheduler.Scene;
import dev.tuner.scheduler.SchedulerTest;
import dev.tuner.scheduler.lease.LeaseLostException;
import dev.tuner.scheduler.lease.LeasedTrial;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SchedulerTest
class CheckpointsTest {

  @TempDir static Path directory;

  @Autowired private Scene scene;
  @Autowired private CheckpointStore store;
  @Autowired private Checkpoints checkpoints;
  @Autowired private CheckpointRetention retention;

  @DynamicPropertySource
  static void keepCheckpointsInATemporaryDirectory(DynamicPropertyRegistry registry) {
    registry.add("tuner.checkpoints.directory", directory::toString);
    registry.add("tuner.checkpoints.max-bytes", () -> "1000");
  }

  @BeforeEach
  void emptyDatabase() {
    scene.empty();
  }

  @Test
  void givesBackTheBytesThatWereStored() throws Exception {
    var leased = lease(Map.of());
    put(leased, 1, "weights");

    var stored = store.get(leased.trial().id(), 1);

    assertThat(Files.readString(store.file(stored))).isEqualTo("weights");
    assertThat(stored.bytes()).isEqualTo(7);
  }

  @Test
  void refusesBytesThatDoNotHaveTheChecksumAndKeepsNothing() throws Exception {
    var leased = lease(Map.of());
    var before = files();

    assertThatThrownBy(() -> store.put(Scene.ref(leased), 1, sha256("other"), stream("weights")))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            refusal -> assertThat(refusal.code()).isEqualTo("checksum-mismatch"));
    assertThat(checkpoints.find(leased.trial().id(), 1)).isEmpty();
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void refusesMoreBytesThanTheLimit() throws Exception {
    var leased = lease(Map.of());
    var large = "x".repeat(1001);

    assertThatThrownBy(() -> put(leased, 1, large))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            refusal -> assertThat(refusal.code()).isEqualTo("checkpoint-too-large"));
  }

  @Test
  void aStaleLeaseCannotReplaceACheckpoint() throws Exception {
    var leased = lease(Map.of());
    put(leased, 1, "good");
    scene.expire(leased);

    assertThatThrownBy(() -> put(leased, 1, "stale")).isInstanceOf(LeaseLostException.class);
    assertThat(Files.readString(store.file(store.get(leased.trial().id(), 1)))).isEqualTo("good");
  }

  @Test
  void aTrialGoesOnFromTheNewestCheckpointWhoseStepWasReported() throws Exception {
    var leased = lease(Map.of());
    put(leased, 1, "one");
    scene.report(leased, 1, 0.5);
    put(leased, 2, "two, not reported");

    assertThat(checkpoints.resumable(leased.trial().id(), 1))
        .hasValueSatisfying(checkpoint -> assertThat(checkpoint.step()).isEqualTo(1));
  }

  @Test
  void storesAnOlderStepAfterANewerOne() throws Exception {
    var leased = lease(Map.of());
    put(leased, 5, "newer");
    put(leased, 3, "older");

    assertThat(Files.readString(store.file(store.get(leased.trial().id(), 3)))).isEqualTo("older");
  }

  @Test
  void keepsTheNewestAndTheBestCheckpointOfARunningTrial() throws Exception {
    var leased = lease(Map.of());
    double[] losses = {0.5, 0.1, 0.4, 0.3, 0.2};
    for (int step = 1; step <= 5; step++) {
      put(leased, step, "step " + step);
      scene.report(leased, step, losses[step - 1]);
    }

    var id = leased.trial().id();
    assertThat(checkpoints.find(id, 5)).isPresent();
    assertThat(checkpoints.find(id, 2)).as("best").isPresent();
    assertThat(checkpoints.find(id, 1)).isEmpty();
    assertThat(checkpoints.find(id, 3)).isEmpty();
  }

  @Test
  void keepsOnlyTheBestTrialsCheckpointsOnceTrialsHaveEnded() throws Exception {
    scene.study(
        Map.of(
            "num_samples", 3,
            "checkpoints", Map.of("keep_best", 1),
            "scheduler", Map.of("type", "fifo", "max_t", 1)));
    var worker = scene.worker("a");
    var trials =
        new LeasedTrial[] {
          scene.acquire(worker).orElseThrow(), null, null,
        };
    trials[1] = scene.acquire(worker, trials[0]).orElseThrow();
    trials[2] = scene.acquire(worker, trials[0], trials[1]).orElseThrow();
    for (int i = 0; i < 3; i++) {
      put(trials[i], 1, "trial " + i);
      scene.report(trials[i], 1, i == 1 ? 0.1 : 0.5);
    }
    var location = store.get(trials[0].trial().id(), 1).location();

    retention.collect();

    assertThat(checkpoints.find(trials[1].trial().id(), 1)).isPresent();
    assertThat(checkpoints.find(trials[0].trial().id(), 1)).isEmpty();
    assertThat(directory.resolve(location)).doesNotExist();
  }

  private LeasedTrial lease(Map<String, Object> changes) {
    var fifo = new java.util.HashMap<String, Object>(changes);
    fifo.put("scheduler", Map.of("type", "fifo", "max_t", 9));
    scene.study(fifo);
    return scene.acquire(scene.worker("a")).orElseThrow();
  }

  private void put(LeasedTrial leased, long step, String bytes) throws Exception {
    store.put(Scene.ref(leased), step, sha256(bytes), stream(bytes));
  }

  private static ByteArrayInputStream stream(String bytes) {
    return new ByteArrayInputStream(bytes.getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(String bytes) throws Exception {
    var digest = MessageDigest.getInstance("SHA-256");
    return HexFormat.of().formatHex(digest.digest(bytes.getBytes(StandardCharsets.UTF_8)));
  }

  private static long files() throws IOException {
    try (var files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).count();
    }
  }
}
