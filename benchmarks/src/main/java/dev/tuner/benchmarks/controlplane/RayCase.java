package dev.tuner.benchmarks.controlplane;

import dev.tuner.benchmarks.controlplane.Figure.Bar;
import dev.tuner.benchmarks.controlplane.Studies.Plan;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Ray Tune's bookkeeping test: trials that last a second each, on 16 slots. Its ideal for 10,000
 * trials is 625 s; Ray publishes 715 s.
 */
record RayCase(Bench bench) {
  private static final int SLOTS = 16;
  private static final double MOST_OVERHEAD = 632.0 / 625;

  List<Figure> run() {
    var trials = bench.rayTrials();
    var plan = new Plan("random", Studies.ONE_STEP, Map.of("type", "dl4j", "recipe", "none"));
    bench.studies().create(plan, 0, 0, trials);
    var threads = Executors.newFixedThreadPool(SLOTS);
    try {
      var start = System.nanoTime();
      var slots =
          IntStream.range(0, SLOTS)
              .mapToObj(slot -> CompletableFuture.runAsync(() -> work("slot-" + slot), threads))
              .toList();
      slots.forEach(CompletableFuture::join);
      var seconds = (System.nanoTime() - start) / 1e9;
      var ideal = Math.ceil((double) trials / SLOTS);
      return List.of(
          Figure.of(
              "Ray's bookkeeping test, %,d trials of 1 s on %d slots".formatted(trials, SLOTS),
              seconds,
              Bar.atMost(ideal * MOST_OVERHEAD, "s")));
    } finally {
      threads.shutdown();
    }
  }

  private void work(String name) {
    try (var connection = new Connection(bench.address())) {
      var api = new Api(connection);
      var worker = api.register(name);
      for (var held = api.acquire(worker, 1); !held.isEmpty(); held = api.acquire(worker, 0)) {
        Pause.millis(1000);
        api.report(held.get(0), 0.5);
      }
    }
  }
}
