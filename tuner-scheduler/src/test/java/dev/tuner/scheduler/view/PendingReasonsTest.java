package dev.tuner.scheduler.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.scheduler.Scene;
import dev.tuner.scheduler.SchedulerTest;
import dev.tuner.scheduler.lease.LeasedTrial;
import dev.tuner.scheduler.study.Study;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SchedulerTest
class PendingReasonsTest {
  @Autowired private Scene scene;
  @Autowired private PendingReasons reasons;

  @BeforeEach
  void emptyDatabase() {
    scene.empty();
  }

  @Test
  void namesTheLabelThatNoWorkerHasAndThoseThatThereAre() {
    var study = study(Map.of("labels", Map.of("zone", "a")), Map.of());
    assertThat(why(study)).isEqualTo("no worker is alive; start one with trial-runner");
    scene.worker("plain", 8, List.of(), Map.of());
    assertThat(why(study)).isEqualTo("no worker has label zone=a; no worker has a label zone");
    scene.worker("b", 8, List.of(), Map.of("zone", "b"));
    scene.worker("c", 8, List.of(), Map.of("zone", "c"));
    assertThat(why(study)).isEqualTo("no worker has label zone=a; seen: zone=b, zone=c");
    scene.worker("a", 8, List.of(), Map.of("zone", "a"));
    assertThat(why(study)).isEqualTo("worker a has room and takes it at its next call");
  }

  @Test
  void namesTheLargestOfferAndWhatItLacks() {
    scene.worker("gpu-1", 8, List.of(11L), Map.of());
    var large = study(Map.of("gpu", 1, "gpu_memory", "24GB"), Map.of());
    assertThat(why(large))
        .isEqualTo(
            "needs 1 cpu and 1 gpu with 24 GB; no live worker has that much: the largest is gpu-1"
                + " with 8 cpu and 1 gpu with 11 GB");
    var modern = study(Map.of("gpu", 1, "compute_capability", "9.0"), Map.of());
    assertThat(why(modern))
        .isEqualTo(
            "needs 1 cpu and 1 gpu of compute capability 9.0 or more; no live worker has that much:"
                + " the largest is gpu-1 with 8 cpu and 1 gpu of compute capability 8.6");
  }

  @Test
  void namesTheWorkerOnWhichTheMostIsFree() {
    var worker = scene.worker("gpu-2", 8, List.of(24L), Map.of());
    study(Map.of("gpu", 0.25, "gpu_memory", "13GB"), Map.of("num_samples", 1));
    acquire(worker);
    var second = study(Map.of("gpu", 0.25, "gpu_memory", "20GB"), Map.of());
    assertThat(why(second))
        .isEqualTo(
            "needs 1 cpu and 0.25 gpu with 20 GB; the most that is free is 7 cpu and 0.75 gpu with"
                + " 11 GB on worker gpu-2, which runs 1 trial");
  }

  @Test
  void namesTheStudyThatGoesFirst() {
    var low = study(Map.of(), Map.of("name", "low"));
    study(Map.of(), Map.of("name", "urgent", "priority", 5));
    scene.worker("w", 2, List.of(), Map.of());
    assertThat(why(low)).isEqualTo("behind study urgent of priority 5");
  }

  @Test
  void aStudyThatWaitsForOtherWorkersIsNotInTheWay() {
    var low = study(Map.of(), Map.of("name", "low"));
    study(Map.of("labels", Map.of("zone", "a")), Map.of("name", "elsewhere", "priority", 5));
    scene.worker("w", 2, List.of(), Map.of());
    assertThat(why(low)).isEqualTo("worker w has room and takes it at its next call");
  }

  @Test
  void namesTheCapThatIsReached() {
    var study = study(Map.of(), Map.of("max_concurrent_trials", 2));
    acquire(scene.worker("w", 8, List.of(), Map.of()));
    assertThat(why(study)).isEqualTo("the study's max_concurrent_trials of 2 reached");
  }

  private String why(Study study) {
    return reasons.of(study).orElseThrow();
  }

  private Study study(Map<String, Object> resources, Map<String, Object> changes) {
    var json = new HashMap<String, Object>(changes);
    json.put("resources_per_trial", resources);
    return scene.study(json);
  }

  private List<LeasedTrial> acquire(UUID worker) {
    return scene.wait(worker, Duration.ZERO).join();
  }
}
