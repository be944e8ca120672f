package dev.tuner.scheduler.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuner.scheduler.InvalidInputException;
import dev.tuner.scheduler.Scene;
import dev.tuner.scheduler.SchedulerTest;
import dev.tuner.scheduler.lease.LeaseLostException;
import dev.tuner.scheduler.lease.LeasedTrial;
import dev.tuner.scheduler.lease.TrialRuns;
import dev.tuner.scheduler.trial.TrialState;
import dev.tuner.scheduler.view.CheckpointList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SchedulerTest
class CheckpointsTest {

  @TempDir static Path directory;

  @Autowired private Scene scene;
  @Autowired private CheckpointStore store;
  @Autowired private Checkpoints checkpoints;
  @Autowired private CheckpointRetention retention;
  @Autowired private CheckpointStorage storage;
  @Autowired private CheckpointProperties properties;
  @Autowired private CheckpointList list;
  @Autowired private TrialRuns runs;
  @Autowired private JdbcClient db;

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

    assertThat(text(stored)).isEqualTo("weights");
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
    assertThat(text(store.get(leased.trial().id(), 1))).isEqualTo("good");
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

    assertThat(text(store.get(leased.trial().id(), 3))).isEqualTo("older");
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

  @Test
  void keepsTheBestCheckpointByItsOwnMetricWhereTheBestStepHasNone() throws Exception {
    var leased = lease(Map.of());
    double[] losses = {0.5, 0.3, 0.1, 0.4, 0.6, 0.2, 0.7, 0.8, 0.9};
    for (int step = 1; step <= 9; step++) {
      if (step % 2 == 0) {
        put(leased, step, "step " + step);
      }
      scene.report(leased, step, losses[step - 1]);
    }

    retention.collect();

    assertThat(steps(leased))
        .as("6 is the best with a checkpoint, 8 the newest")
        .containsExactly(6L, 8L);
  }

  @Test
  void keepsWhatAPausedTrialMayBePromotedFromAfterItsStudyHasCollectedOthers() throws Exception {
    scene.study(Map.of("num_samples", 9, "checkpoints", Map.of("keep_best", 1)));
    var worker = scene.worker("a");
    var first = scene.acquire(worker).orElseThrow();
    put(first, 1, "waits at the first rung");
    scene.report(first, 1, 0.9);
    assertThat(scene.trial(first).state()).isEqualTo(TrialState.PAUSED);
    var second = scene.acquire(worker).orElseThrow();
    put(second, 1, "ends");
    scene.report(second, 1, 0.1);
    runs.complete(Scene.ref(promoted(second, worker)));

    retention.collect();

    assertThat(steps(first)).containsExactly(1L);
    assertThat(steps(second)).as("the best one").containsExactly(1L);
  }

  @Test
  void keepsWhatAFailedTrialWouldGoOnFromUntilItIsTooOld() throws Exception {
    var study =
        Map.<String, Object>of(
            "checkpoints", Map.of("keep_best", 1), "failure", Map.of("max_retries", 0));
    var leased = lease(study);
    var other = scene.acquire(scene.worker("b")).orElseThrow();
    put(other, 1, "better");
    scene.report(other, 1, 0.1);
    runs.complete(Scene.ref(other));
    put(leased, 1, "one");
    scene.report(leased, 1, 0.5);
    put(leased, 2, "two");
    scene.report(leased, 2, 0.6);
    runs.fail(Scene.ref(leased), "out of memory", null);

    retention.collect();
    assertThat(steps(leased)).containsExactly(2L);

    db.sql(
            "update trial set ended_at = ended_at - interval '8 days', started_at = started_at - interval '8 days'")
        .update();
    retention.collect();
    assertThat(steps(leased)).isEmpty();
    assertThat(steps(other)).containsExactly(1L);
  }

  @Test
  void sweepsBytesWithoutACheckpointAndNoOthers() throws Exception {
    var leased = lease(Map.of());
    put(leased, 1, "named");
    var orphan =
        Files.writeString(Files.createDirectories(directory.resolve("t")).resolve("5-x"), "");
    var half = Files.writeString(directory.resolve("t/6-x.part"), "");

    retention.sweep();
    assertThat(orphan).as("may get its row in a moment").exists();
    var later = InstantSource.offset(InstantSource.system(), Duration.ofHours(7));
    new CheckpointRetention(checkpoints, storage, properties, event -> {}, later).sweep();

    assertThat(orphan).doesNotExist();
    assertThat(half).doesNotExist();
    assertThat(text(store.get(leased.trial().id(), 1))).isEqualTo("named");
  }

  @Test
  void listsTheBestFirstPageByPage() throws Exception {
    scene.study(Map.of("num_samples", 5, "scheduler", Map.of("type", "fifo", "max_t", 9)));
    var worker = scene.worker("a");
    var held = new LeasedTrial[0];
    double[] losses = {0.5, Double.NaN, 0.2, 0.2, 0.4};
    for (var loss : losses) {
      var leased = scene.acquire(worker, held).orElseThrow();
      held = java.util.Arrays.copyOf(held, held.length + 1);
      held[held.length - 1] = leased;
      put(leased, 1, "x");
      scene.report(leased, 1, loss);
    }
    var study = held[0].trial().studyId();

    var numbers = new ArrayList<Integer>();
    String next = null;
    do {
      var page = list.ofStudy(study, CheckpointList.Order.BEST, next, 2);
      page.rows().forEach(row -> numbers.add(row.number()));
      next = page.next();
    } while (next != null);

    assertThat(numbers).containsExactly(2, 3, 4, 0, 1);
    assertThat(list.best(study).orElseThrow().value()).isEqualTo(0.2);
    assertThat(list.ofStudy(study, CheckpointList.Order.NEWEST, null, 1).rows().get(0).number())
        .isEqualTo(4);
  }

  private LeasedTrial promoted(LeasedTrial paused, UUID worker) {
    // the scheduler promotes the better one of two only when it has seen three
    var third = scene.acquire(worker).orElseThrow();
    scene.report(third, 1, 0.95);
    var again = scene.acquire(worker).orElseThrow();
    assertThat(again.trial().id()).isEqualTo(paused.trial().id());
    scene.report(again, 2, 0.1);
    return again;
  }

  private java.util.List<Long> steps(LeasedTrial leased) {
    return list.ofTrial(leased.trial().id(), 0, 100).stream()
        .map(row -> row.checkpoint().step())
        .toList();
  }

  private String text(Checkpoint checkpoint) throws IOException {
    try (var bytes = store.open(checkpoint)) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    }
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
