package dev.tuner.scheduler.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.scheduler.Scene;
import dev.tuner.scheduler.SchedulerConfiguration;
import dev.tuner.scheduler.TestDatabase;
import dev.tuner.scheduler.study.Resources;
import dev.tuner.scheduler.study.Studies;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.study.StudyState;
import dev.tuner.scheduler.trial.TrialState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** Two instances of the service on one database, which look by themselves only once an hour. */
class TwoInstancesTest {
  private static final int CAP = 5;
  private static final int SAMPLES = 60;

  private static Instance one;
  private static Instance other;

  @EnableAutoConfiguration
  @Import({SchedulerConfiguration.class, Scene.class})
  static class Application {}

  private record Instance(ConfigurableApplicationContext context, Scene scene) {
    static Instance start(Map<String, Object> properties) {
      var context =
          new SpringApplicationBuilder(Application.class)
              .web(WebApplicationType.NONE)
              .properties(properties)
              .run();
      return new Instance(context, context.getBean(Scene.class));
    }

    CompletableFuture<List<LeasedTrial>> waitForWork(UUID worker) {
      var request = new WorkRequest(worker, new Resources(1, 0), Map.of(), 1, Set.of());
      return context.getBean(WaitingRoom.class).acquire(request, Duration.ofSeconds(30));
    }

    void complete(LeasedTrial leased) {
      context.getBean(TrialRuns.class).complete(Scene.ref(leased));
    }
  }

  @BeforeAll
  static void start() {
    var database = TestDatabase.create();
    Map<String, Object> properties = new HashMap<>();
    properties.put("spring.datasource.url", database.getJdbcUrl());
    properties.put("spring.datasource.username", database.getUsername());
    properties.put("spring.datasource.password", database.getPassword());
    properties.put("tuner.lease.look-again", "1h");
    one = Instance.start(properties);
    other = Instance.start(properties);
  }

  @AfterAll
  static void stop() {
    one.context().close();
    other.context().close();
  }

  @BeforeEach
  void emptyDatabase() {
    one.scene().empty();
  }

  @Test
  void aWorkerThatWaitsAtOneInstanceGetsTheStudyThatIsCreatedOnTheOther() throws Exception {
    var waiting = other.waitForWork(other.scene().worker("a"));

    var study = one.scene().study(Map.of());

    assertThat(waiting.get(20, TimeUnit.SECONDS))
        .singleElement()
        .satisfies(leased -> assertThat(leased.study().id()).isEqualTo(study.id()));
  }

  @Test
  void aWorkerThatWaitsAtOneInstanceGetsThePlaceThatComesFreeOnTheOther() throws Exception {
    one.scene()
        .study(Map.of("max_concurrent_trials", 1, "scheduler", Map.of("type", "fifo", "max_t", 9)));
    var running = one.scene().acquire(one.scene().worker("a")).orElseThrow();
    one.scene().report(running, 1, 0.5);
    var worker = other.scene().worker("b");
    assertThat(other.scene().acquire(worker)).isEmpty();
    var waiting = other.waitForWork(worker);

    one.complete(running);

    assertThat(waiting.get(20, TimeUnit.SECONDS)).hasSize(1);
  }

  @Test
  void neitherMoreTrialsAtOnceNorMoreInAllThanAllowed() throws Exception {
    var study =
        one.scene()
            .study(
                Map.of(
                    "num_samples",
                    SAMPLES,
                    "max_concurrent_trials",
                    CAP,
                    "scheduler",
                    Map.of("type", "fifo", "max_t", 1)));
    var pool = Executors.newFixedThreadPool(9);
    try {
      var most = new AtomicLong();
      var watch = pool.submit(() -> watch(study, most));
      var seen = new HashSet<UUID>();
      var handedOut = 0;
      for (var trained : pool.invokeAll(workers(study))) {
        seen.addAll(trained.get());
        handedOut += trained.get().size();
      }
      watch.get(60, TimeUnit.SECONDS);

      assertThat(seen).hasSize(handedOut).hasSize(SAMPLES);
      assertThat(one.scene().count(study, TrialState.COMPLETED)).isEqualTo(SAMPLES);
      assertThat(most.get()).isPositive().isLessThanOrEqualTo(CAP);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aWorkerThatWaitsAtTwoInstancesGetsEachOfItsDevicesOnce() throws Exception {
    var worker = one.scene().worker("twice", 4, List.of(16L, 16L), Map.of());
    var here = one.scene().wait(worker, Duration.ofSeconds(30));
    var there = other.scene().wait(worker, Duration.ofSeconds(30));

    one.scene()
        .study(
            Map.of(
                "scheduler", Map.of("type", "fifo", "max_t", 9),
                "resources_per_trial", Map.of("gpu", 1)));

    var leased = new ArrayList<>(here.get(20, TimeUnit.SECONDS));
    leased.addAll(there.get(20, TimeUnit.SECONDS));
    assertThat(leased).hasSize(2);
    assertThat(leased.stream().flatMap(each -> each.allotment().gpus().stream()))
        .containsExactlyInAnyOrder(0, 1);
  }

  /** Four at each instance, each with more free slots than the study allows in all. */
  private static List<Callable<Set<UUID>>> workers(Study study) {
    return IntStream.range(0, 8)
        .mapToObj(n -> (Callable<Set<UUID>>) () -> train(n % 2 == 0 ? one : other, study, "w" + n))
        .toList();
  }

  private static Set<UUID> train(Instance instance, Study study, String name) {
    var worker = instance.scene().worker(name);
    var trained = new HashSet<UUID>();
    while (isRunning(study)) {
      for (var leased : instance.scene().acquire(worker, CAP + 1, Set.of())) {
        instance.scene().report(leased, 1, 0.5);
        assertThat(trained.add(leased.trial().id())).isTrue();
      }
    }
    return trained;
  }

  private static void watch(Study study, AtomicLong most) {
    while (isRunning(study)) {
      var running = one.scene().count(study, TrialState.RUNNING);
      most.accumulateAndGet(running, Math::max);
    }
  }

  private static boolean isRunning(Study study) {
    return one.context().getBean(Studies.class).get(study.id()).state() == StudyState.RUNNING;
  }
}
