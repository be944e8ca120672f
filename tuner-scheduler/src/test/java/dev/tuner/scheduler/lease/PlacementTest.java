package dev.tuner.scheduler.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tuner.scheduler.Scene;
import dev.tuner.scheduler.SchedulerTest;
import dev.tuner.scheduler.lease.WorkRequest.FreeGpu;
import dev.tuner.scheduler.life.StudyChange;
import dev.tuner.scheduler.study.Resources;
import dev.tuner.scheduler.study.Study;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SchedulerTest
class PlacementTest {
  private static final Map<String, Object> ONE_STEP = Map.of("type", "fifo", "max_t", 1);

  @Autowired private Scene scene;
  @Autowired private WaitingRoom waitingRoom;
  @Autowired private StudyChange changes;
  @Autowired private JdbcClient db;

  @BeforeEach
  void emptyDatabase() {
    scene.empty();
  }

  @Test
  void halvesShareADeviceAndNoneExceedsIt() {
    study(Map.of("cpu", 1, "gpu", 0.5), Map.of());
    var worker = scene.worker("w", 8, List.of(16L, 16L), Map.of());

    assertThat(gpus(acquire(worker)))
        .containsExactly(List.of(0), List.of(0), List.of(1), List.of(1));
  }

  @Test
  void trialsThatShareADeviceFitIntoItsMemory() {
    study(Map.of("gpu", 0.25, "gpu_memory", "10GB"), Map.of());
    var worker = scene.worker("w", 8, List.of(16L, 24L), Map.of());

    var leased = acquire(worker);

    assertThat(gpus(leased)).containsExactlyInAnyOrder(List.of(0), List.of(1), List.of(1));
    assertThat(leased.get(0).allotment().gpuMemory()).isEqualTo(10_000_000_000L);
  }

  @Test
  void aTrialThatNamesNoMemoryHoldsItsPartOfTheDevices() {
    study(Map.of("gpu", 0.5), Map.of("num_samples", 1, "name", "nameless"));
    var worker = scene.worker("w", 8, List.of(16L), Map.of());
    var half = acquire(worker);
    assertThat(half.get(0).allotment().gpuMemory()).isEqualTo(8_000_000_000L);
    study(Map.of("gpu", 0.5, "gpu_memory", "9GB"), Map.of("num_samples", 1));
    assertThat(acquire(worker, half)).isEmpty();
    study(Map.of("gpu", 0.5, "gpu_memory", "8GB"), Map.of("num_samples", 1));

    assertThat(gpus(acquire(worker, half))).containsExactly(List.of(0));
  }

  @Test
  void wholeDevicesAreNotSharedAndComeWhole() {
    study(Map.of("gpu", 0.5), Map.of("num_samples", 1));
    var worker = scene.worker("w", 8, List.of(16L, 16L, 16L), Map.of());
    var half = acquire(worker);
    study(Map.of("gpu", 2), Map.of());

    var whole = acquire(worker, half);

    assertThat(gpus(half)).containsExactly(List.of(0));
    assertThat(gpus(whole)).containsExactly(List.of(1, 2));
  }

  @Test
  void aSmallTrialGoesWhereItBreaksNoWholeDeviceAndTheSmallDevicesGoFirst() {
    study(Map.of("gpu", 0.5), Map.of("num_samples", 1));
    var used = scene.worker("used", 8, List.of(80L), Map.of());
    var half = acquire(used);
    var large = scene.worker("large", 8, List.of(80L), Map.of());
    var small = scene.worker("small", 8, List.of(16L), Map.of());

    assertThat(placeOf(Map.of("gpu", 0.25), Map.of(large, none(), small, none(), used, half)))
        .isEqualTo(used);
    assertThat(placeOf(Map.of("gpu", 1), Map.of(large, none(), small, none(), used, half)))
        .isEqualTo(small);
    assertThat(placeOf(Map.of("gpu", 1, "gpu_memory", "40GB"), Map.of(large, none())))
        .isEqualTo(large);
  }

  @Test
  void aTrialWithoutGpuLeavesTheMachinesThatHaveSomeAlone() {
    var gpus = scene.worker("gpus", 8, List.of(16L), Map.of());
    var cpus = scene.worker("cpus", 8, List.of(), Map.of());

    assertThat(placeOf(Map.of("cpu", 1), Map.of(gpus, none(), cpus, none()))).isEqualTo(cpus);
  }

  @Test
  void labelsAndComputeCapabilityMustBeThere() {
    study(Map.of("labels", Map.of("zone", "a")), Map.of("num_samples", 1));
    study(Map.of("gpu", 1, "compute_capability", "9.0"), Map.of("num_samples", 1));
    assertThat(acquire(scene.worker("b", 8, List.of(16L), Map.of("zone", "b")))).isEmpty();
    study(Map.of("gpu", 1, "compute_capability", "8.6"), Map.of("num_samples", 1));

    var worker = scene.worker("a", 8, List.of(16L), Map.of("zone", "a", "disk", "ssd"));
    assertThat(acquire(worker)).hasSize(2);
  }

  @Test
  void aDeviceThatAnEndingProcessStillUsesIsNotGiven() {
    study(Map.of("gpu", 0.5), Map.of());
    var worker = scene.worker("w", 8, List.of(16L, 16L), Map.of());
    var free = Map.of(0, new FreeGpu(0.25, 4L << 30), 1, new FreeGpu(1, 16_000_000_000L));

    var request = new WorkRequest(worker, new Resources(8, 1.25), free, 9, Set.of());

    assertThat(gpus(waitingRoom.acquire(request, Duration.ZERO).join()))
        .containsExactly(List.of(1), List.of(1));
  }

  @Test
  void whatWasLostOnTheWayIsHandedAgainWithItsDevicesAndIsNotGivenTwice() {
    study(Map.of("gpu", 0.5), Map.of("num_samples", 1));
    study(Map.of("gpu", 1), Map.of());
    var worker = scene.worker("w", 8, List.of(16L, 16L), Map.of());
    var lost = acquire(worker);

    var again = acquire(worker);

    assertThat(gpus(lost)).containsExactlyInAnyOrder(List.of(0), List.of(1));
    assertThat(again).hasSize(2);
    assertThat(again.stream().map(Scene::ref).toList())
        .containsExactlyInAnyOrderElementsOf(lost.stream().map(Scene::ref).toList());
    assertThat(Set.copyOf(gpus(again))).isEqualTo(Set.copyOf(gpus(lost)));
  }

  @Test
  void theHighestPriorityGoesFirstUpToItsCap() {
    var low = study(Map.of(), Map.of("name", "low"));
    var high = study(Map.of(), Map.of("name", "high", "priority", 5, "max_concurrent_trials", 2));

    assertThat(studies(acquire(scene.worker("w", 4, List.of(), Map.of()))))
        .isEqualTo(Map.of(high.id(), 2, low.id(), 2));
  }

  @Test
  void aChangedPriorityHoldsFromTheNextTrialOnAndIsInTheLog() {
    var first = study(Map.of(), Map.of("name", "first"));
    var second = study(Map.of(), Map.of("name", "second"));
    assertThat(studies(acquire(scene.worker("a", 1, List.of(), Map.of()))))
        .containsOnlyKeys(first.id());

    changes.change(first.id(), Map.of("priority", -1));

    assertThat(studies(acquire(scene.worker("b", 3, List.of(), Map.of()))))
        .isEqualTo(Map.of(second.id(), 3));
    assertThat(
            db.sql(
                    "select changes::text from study_definition where study_id = :id and sequence >"
                        + " 0")
                .param("id", first.id())
                .query(String.class)
                .single())
        .contains("priority");
  }

  @Test
  void studiesShareTheWorkersByTheirWeight() {
    var heavy = study(Map.of(), Map.of("weight", 2, "num_samples", 100));
    var worker = scene.worker("w", 12, List.of(), Map.of());
    var running = new ArrayList<>(acquire(worker));
    assertThat(studies(running)).isEqualTo(Map.of(heavy.id(), 12));
    var light = study(Map.of(), Map.of("weight", 1, "num_samples", 100));

    for (int ended = 0; ended < 30; ended++) {
      scene.report(running.remove(0), 1, 0.5);
      running.addAll(acquire(worker, running));
    }

    assertThat(studies(running)).isEqualTo(Map.of(heavy.id(), 8, light.id(), 4));
  }

  @Test
  void studiesOfUnequalTrialsShareWhatIsScarce() {
    var gpus = study(Map.of("cpu", 1, "gpu", 1), Map.of());
    var cpus = study(Map.of("cpu", 4), Map.of());
    var worker = scene.worker("w", 16, List.of(16L, 16L, 16L, 16L), Map.of());

    // a GPU trial holds a quarter of all GPUs, the other a quarter of all CPUs
    assertThat(studies(acquire(worker))).isEqualTo(Map.of(gpus.id(), 4, cpus.id(), 3));
  }

  private Study study(Map<String, Object> resources, Map<String, Object> changes) {
    var json = new HashMap<String, Object>(Map.of("scheduler", ONE_STEP));
    json.put("resources_per_trial", resources);
    json.putAll(changes);
    return scene.study(json);
  }

  private List<LeasedTrial> acquire(UUID worker) {
    return acquire(worker, none());
  }

  private List<LeasedTrial> acquire(UUID worker, List<LeasedTrial> held) {
    return scene.wait(worker, Duration.ZERO, held.toArray(LeasedTrial[]::new)).join();
  }

  /** Which of the waiting workers gets the one trial of a new study; the trial is over then. */
  private UUID placeOf(Map<String, Object> resources, Map<UUID, List<LeasedTrial>> waiting) {
    var answers = waitTogether(waiting);
    study(resources, Map.of("num_samples", 1));
    CompletableFuture.anyOf(answers.values().toArray(CompletableFuture[]::new))
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
    var chosen = answers.entrySet().stream().filter(answer -> answer.getValue().isDone()).toList();
    assertThat(chosen).hasSize(1);
    scene.report(chosen.get(0).getValue().join().get(0), 1, 0.5);
    return chosen.get(0).getKey();
  }

  /** All of them are known to wait, so that a study that is created now is offered to all. */
  private Map<UUID, CompletableFuture<List<LeasedTrial>>> waitTogether(
      Map<UUID, List<LeasedTrial>> waiting) {
    db.sql("update worker set waits_at = null").update();
    var answers = new HashMap<UUID, CompletableFuture<List<LeasedTrial>>>();
    waiting.forEach(
        (worker, held) ->
            answers.put(
                worker,
                scene.wait(worker, Duration.ofSeconds(30), held.toArray(LeasedTrial[]::new))));
    await()
        .until(
            () ->
                db.sql("select count(waits_at) from worker").query(Integer.class).single()
                    == waiting.size());
    return answers;
  }

  private static List<LeasedTrial> none() {
    return List.of();
  }

  private static List<List<Integer>> gpus(List<LeasedTrial> leased) {
    return leased.stream().map(each -> each.allotment().gpus()).toList();
  }

  private static Map<UUID, Integer> studies(List<LeasedTrial> leased) {
    var counts = new HashMap<UUID, Integer>();
    leased.forEach(each -> counts.merge(each.study().id(), 1, Integer::sum));
    return counts;
  }
}
