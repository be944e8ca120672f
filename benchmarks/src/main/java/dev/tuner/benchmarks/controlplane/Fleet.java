package dev.tuner.benchmarks.controlplane;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Simulated workers of one slot each: every one waits for work on a connection of its own, holds a
 * trial for a while, and heartbeats.
 */
final class Fleet implements AutoCloseable {
  /** A third of the life of a lease, as the trial-runner does. */
  static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(10);

  private static final int WAIT_SECONDS = 20;
  private static final int SHORTEST_TRIAL_SECONDS = 15;
  private static final int LONGEST_TRIAL_SECONDS = 45;
  private static final int REGISTERING_AT_ONCE = 64;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final URI service;
  private final int size;
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Queue<Long> heartbeats = new ConcurrentLinkedQueue<>();
  private final Queue<Long> acquires = new ConcurrentLinkedQueue<>();
  private final AtomicInteger holding = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean measuring;
  private volatile boolean over;

  Fleet(URI service, int size) {
    this.service = service;
    this.size = size;
  }

  /** What was counted while it was measured; latencies in nanoseconds, ascending. */
  record Counts(List<Long> heartbeats, List<Long> acquires, int lost, List<String> failures) {}

  private final class SimulatedWorker {
    private final SplittableRandom random;
    private final String name;
    private String id;
    private volatile String held = "";
    private volatile boolean hasRun;

    SimulatedWorker(int number) {
      this.name = "simulated-" + number;
      this.random = new SplittableRandom(number);
    }

    CompletableFuture<Void> register() {
      var body =
          "{\"name\":\"%s\",\"incarnation\":\"1\",\"resources\":{\"cpu\":1,\"gpu\":0}}"
              .formatted(name);
      return post("/workers", body).thenAccept(worker -> id = worker.get("id").asString());
    }

    void start() {
      var millis = BETWEEN_HEARTBEATS.toMillis();
      var unused =
          timer.scheduleAtFixedRate(
              this::heartbeat, random.nextLong(millis), millis, TimeUnit.MILLISECONDS);
      acquire();
    }

    private void heartbeat() {
      if (over) {
        return;
      }
      var sentAt = System.nanoTime();
      var told = held;
      var unused =
          post("/workers/" + id + ":heartbeat", "{\"leases\":[" + told + "]}")
              .thenAccept(
                  reply -> {
                    took(heartbeats, sentAt);
                    // one that was ended meanwhile is over, and not lost
                    lost.addAndGet(told.equals(held) ? reply.get("lost").size() : 0);
                  });
    }

    private void acquire() {
      if (over) {
        return;
      }
      var sentAt = System.nanoTime();
      var body =
          "{\"free\":{\"cpu\":1,\"gpu\":0},\"max_trials\":1,\"wait_seconds\":%d,\"held\":[]}"
              .formatted(WAIT_SECONDS);
      var unused =
          post("/workers/" + id + ":acquire", body)
              .whenComplete((reply, e) -> acquired(reply, sentAt));
    }

    private void acquired(JsonNode reply, long sentAt) {
      if (reply == null) {
        later(this::acquire, 500);
        return;
      }
      if (reply.get("assignments").isEmpty()) {
        acquire();
        return;
      }
      took(acquires, sentAt);
      if (!hasRun) {
        hasRun = true;
        holding.incrementAndGet();
      }
      var trial = reply.get("assignments").get(0);
      var trialId = trial.get("trial_id").asString();
      var lease = trial.get("lease").asLong();
      held = "{\"trial_id\":\"%s\",\"lease\":%d}".formatted(trialId, lease);
      var seconds = random.nextInt(SHORTEST_TRIAL_SECONDS, LONGEST_TRIAL_SECONDS);
      later(() -> complete(trialId, lease), seconds * 1000L);
    }

    private void complete(String trialId, long lease) {
      if (over) {
        return;
      }
      held = "";
      var unused =
          post(
                  "/trials/" + trialId + "/measurements",
                  "{\"lease\":%d,\"step\":1,\"metrics\":{\"loss\":0.5}}".formatted(lease))
              .whenComplete((reply, e) -> acquire());
    }
  }

  /** Registers all workers; they wait for work from here on. */
  void start() {
    var workers = IntStream.range(0, size).mapToObj(SimulatedWorker::new).toList();
    var turns = new Semaphore(REGISTERING_AT_ONCE);
    var registered =
        workers.stream()
            .map(
                worker -> {
                  turns.acquireUninterruptibly();
                  return worker.register().whenComplete((done, e) -> turns.release());
                })
            .toList();
    registered.forEach(CompletableFuture::join);
    workers.forEach(SimulatedWorker::start);
  }

  /** Waits until each has got a trial. */
  void awaitAllHolding() {
    while (holding.get() < size) {
      Pause.millis(5);
    }
  }

  /** What happens from now on, for so long. */
  Counts measure(Duration time) {
    acquires.clear();
    heartbeats.clear();
    measuring = true;
    Pause.millis(time.toMillis());
    measuring = false;
    return new Counts(
        heartbeats.stream().sorted().toList(),
        acquires.stream().sorted().toList(),
        lost.get(),
        List.copyOf(failures));
  }

  private void took(Queue<Long> latencies, long sentAt) {
    if (measuring) {
      latencies.add(System.nanoTime() - sentAt);
    }
  }

  private void later(Runnable what, long millis) {
    if (!over) {
      var unused = timer.schedule(what, millis, TimeUnit.MILLISECONDS);
    }
  }

  private CompletableFuture<JsonNode> post(String path, String json) {
    var request =
        HttpRequest.newBuilder(service.resolve("/api/v1" + path))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(3L * WAIT_SECONDS))
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenApply(Fleet::read)
        .whenComplete(
            (reply, e) -> {
              if (e != null && !over) {
                failures.add(path + ": " + e);
              }
            });
  }

  private static JsonNode read(HttpResponse<String> reply) {
    if (reply.statusCode() >= 300) {
      throw new IllegalStateException("HTTP %d: %s".formatted(reply.statusCode(), reply.body()));
    }
    return JSON.readTree(reply.body());
  }

  @Override
  public void close() {
    over = true;
    timer.shutdownNow();
  }
}
