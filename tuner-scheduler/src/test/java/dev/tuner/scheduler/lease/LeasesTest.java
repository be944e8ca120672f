package dev.tuner.scheduler.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuner.scheduler.Scene;
import dev.tuner.scheduler.SchedulerTest;
import dev.tuner.scheduler.study.Resources;
import dev.tuner.scheduler.study.Studies;
import dev.tuner.scheduler.study.StudyState;
import dev.tuner.scheduler.trial.TrialState;
import dev.tuner.scheduler.worker.WorkerNotFoundException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SchedulerTest
class LeasesTest {

  @Autowired private Scene scene;
  @Autowired private Heartbeats heartbeats;
  @Autowired private LeaseReaper reaper;
  @Autowired private WaitingRoom waitingRoom;
  @Autowired private Studies studies;
  @Autowired private TrialRuns runs;

  @BeforeEach
  void emptyDatabase() {
    scene.empty();
  }

  @Test
  void heartbeatsKeepALeaseAndTellWhichOnesAreOver() {
    scene.study(Map.of());
    var worker = scene.worker("a");
    var kept = scene.acquire(worker).orElseThrow();
    var expired = scene.acquire(worker, kept).orElseThrow();
    scene.expire(expired);

    var lost = heartbeats.beat(worker, List.of(Scene.ref(kept), Scene.ref(expired))).join();

    assertThat(lost).containsExactly(Scene.ref(expired));
    reaper.reapExpired();
    assertThat(scene.trial(kept).state()).isEqualTo(TrialState.RUNNING);
    assertThat(scene.trial(expired).state()).isEqualTo(TrialState.PENDING);
  }

  @Test
  void aLeaseThatIsNotListedIsNotRenewed() {
    scene.study(Map.of());
    var worker = scene.worker("a");
    var forgotten = scene.acquire(worker).orElseThrow();
    scene.expire(forgotten);

    heartbeats.beat(worker, List.of()).join();
    reaper.reapExpired();

    assertThat(scene.trial(forgotten).state()).isEqualTo(TrialState.PENDING);
  }

  @Test
  void anotherWorkersHeartbeatRenewsNothing() {
    scene.study(Map.of());
    var leased = scene.acquire(scene.worker("a")).orElseThrow();

    assertThat(heartbeats.beat(scene.worker("b"), List.of(Scene.ref(leased))).join())
        .containsExactly(Scene.ref(leased));
  }

  @Test
  void manyHeartbeatsAtOnceEachHearOfTheirOwnLeases() {
    scene.study(Map.of("num_samples", 40));
    var beats = new ArrayList<CompletableFuture<List<LeaseRef>>>();
    for (int n = 0; n < 40; n++) {
      var worker = scene.worker("w" + n);
      var leased = scene.acquire(worker).orElseThrow();
      if (n % 2 == 1) {
        scene.expire(leased);
      }
      beats.add(heartbeats.beat(worker, List.of(Scene.ref(leased))));
    }
    beats.add(heartbeats.beat(UUID.randomUUID(), List.of()));

    for (int n = 0; n < 40; n++) {
      assertThat(beats.get(n).join()).hasSize(n % 2);
    }
    assertThatThrownBy(beats.get(40)::join).hasCauseInstanceOf(WorkerNotFoundException.class);
  }

  @Test
  void anUnknownWorkerIsToldToRegister() {
    var nobody = UUID.randomUUID();
    assertThatThrownBy(() -> heartbeats.beat(nobody, List.of()).join())
        .hasCauseInstanceOf(WorkerNotFoundException.class);
  }

  @Test
  void aTrialThatLosesItsWorkerTooOftenFailsAndCountsAsWorst() {
    var study = scene.study(Map.of("num_samples", 1, "failure", Map.of("max_retries", 1)));
    for (int attempt = 1; attempt <= 2; attempt++) {
      var leased = scene.acquire(scene.worker("w" + attempt)).orElseThrow();
      assertThat(leased.trial().attempt()).isEqualTo(attempt);
      scene.expire(leased);
      reaper.reapExpired();
    }

    assertThat(scene.count(study, TrialState.FAILED)).isEqualTo(1);
    assertThat(studies.get(study.id()).state()).isEqualTo(StudyState.FAILED);
  }

  @Test
  void handsOutAgainWhatWasLostOnTheWayToTheWorker() {
    scene.study(Map.of());
    var worker = scene.worker("a");
    var lost = scene.acquire(worker).orElseThrow();

    var again = scene.acquire(worker, 1, Set.of()).get(0);
    var other = scene.acquire(worker, lost).orElseThrow();

    assertThat(Scene.ref(again)).isEqualTo(Scene.ref(lost));
    assertThat(other.trial().id()).isNotEqualTo(lost.trial().id());
  }

  @Test
  void aReleasedTrialGoesOnElsewhereAsTheSameAttempt() {
    scene.study(Map.of("num_samples", 1, "scheduler", Map.of("type", "fifo", "max_t", 9)));
    var first = scene.acquire(scene.worker("a")).orElseThrow();
    scene.report(first, 4, 0.5);
    runs.release(Scene.ref(first));

    var second = scene.acquire(scene.worker("b")).orElseThrow();

    assertThat(second.trial().attempt()).isEqualTo(1);
    assertThat(second.trial().lastStep()).isEqualTo(4);
    assertThat(second.trial().leaseNumber()).isGreaterThan(first.trial().leaseNumber());
    assertThatThrownBy(() -> scene.report(first, 5, 0.4)).isInstanceOf(LeaseLostException.class);
  }

  @Test
  void aWorkerGetsOnlyWhatFits() {
    scene.study(Map.of("resources_per_trial", Map.of("cpu", 2, "gpu", 0.5)));
    var worker = scene.worker("a");

    assertThat(acquire(worker, new Resources(2, 0.4))).isEmpty();
    assertThat(acquire(worker, new Resources(5, 1))).hasSize(2);
  }

  @Test
  void aWaitingWorkerIsAnsweredWhenWorkAppears() throws Exception {
    var worker = scene.worker("a");
    var request = new WorkRequest(worker, new Resources(1, 0), Map.of(), 1, Set.<LeaseRef>of());
    var waiting = waitingRoom.acquire(request, Duration.ofSeconds(30));
    assertThat(waiting).isNotDone();

    scene.study(Map.of());

    assertThat(waiting.get(20, TimeUnit.SECONDS)).hasSize(1);
  }

  @Test
  void manyWorkersAtOnceNeverGetATrialTwiceNorMoreThanTheLimits() throws Exception {
    var study = scene.study(Map.of("num_samples", 40, "max_concurrent_trials", 25));
    var workers = IntStream.range(0, 8).mapToObj(n -> scene.worker("w" + n)).toList();
    var pool = Executors.newFixedThreadPool(workers.size());
    try {
      var calls =
          workers.stream()
              .map(worker -> (Callable<List<LeasedTrial>>) () -> scene.acquire(worker, 5, Set.of()))
              .toList();
      var leased = new HashSet<UUID>();
      var handedOut = 0;
      for (var answer : pool.invokeAll(calls)) {
        for (var trial : answer.get()) {
          leased.add(trial.trial().id());
          handedOut++;
        }
      }
      assertThat(leased).hasSize(handedOut).hasSize(25);
      assertThat(scene.count(study, TrialState.RUNNING)).isEqualTo(25);
    } finally {
      pool.shutdownNow();
    }
  }

  private List<LeasedTrial> acquire(UUID worker, Resources free) {
    var request = new WorkRequest(worker, free, Map.of(), 10, Set.of());
    return waitingRoom.acquire(request, Duration.ZERO).join();
  }
}
