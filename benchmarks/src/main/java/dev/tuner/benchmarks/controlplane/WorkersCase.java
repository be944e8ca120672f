package dev.tuner.benchmarks.controlplane;

import dev.tuner.benchmarks.controlplane.Figure.Bar;
import dev.tuner.benchmarks.controlplane.Studies.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Workers by the thousand on one instance: each waits, runs and heartbeats as a real one does. */
record WorkersCase(Bench bench) {
  /** Longer than a lease lives, so that one that is not renewed is missed. */
  private static final Duration MEASURED = Duration.ofSeconds(60);

  List<Figure> run() {
    var workers = bench.workers();
    try (var fleet = new Fleet(bench.address(), workers)) {
      fleet.start();
      Pause.millis(2000);
      var plan = new Plan("random", Studies.ONE_STEP, Map.of("type", "dl4j", "recipe", "none"));
      var begin = System.nanoTime();
      var study = bench.studies().create(plan, 0, 0);
      fleet.awaitAllHolding();
      var burst = (System.nanoTime() - begin) / 1e9;
      var counts = fleet.measure(MEASURED);
      counts.failures().stream().limit(5).forEach(System.err::println);
      return figures(workers, burst, counts, lostRuns(study));
    }
  }

  private static List<Figure> figures(
      int workers, double burst, Fleet.Counts counts, int lostRuns) {
    var beats = counts.heartbeats().size() / (double) MEASURED.toSeconds();
    var due = workers / (double) Fleet.BETWEEN_HEARTBEATS.toSeconds();
    var heartbeats = new Load(0, MEASURED, counts.heartbeats(), Processors.NONE);
    var acquires = new Load(0, MEASURED, counts.acquires(), Processors.NONE);
    var acquired = counts.acquires().size() / (double) MEASURED.toSeconds();
    return List.of(
        Figure.of(
            "%,d workers that wait: each has a trial after".formatted(workers),
            burst,
            Bar.atMost(10, "s")),
        Figure.of("heartbeats/s", beats, Bar.atLeast(due * 0.95, "/s")),
        Figure.of("heartbeat latency, p99", heartbeats.millis(0.99), Bar.atMost(1000, "ms")),
        Figure.of(
            "acquire latency at %,.0f/s, p50".formatted(acquired),
            acquires.millis(0.5),
            Bar.atMost(50, "ms")),
        Figure.of("acquire latency, p99", acquires.millis(0.99), Bar.atMost(500, "ms")),
        Figure.of("leases lost", counts.lost() + lostRuns, Bar.atMost(0, "")),
        Figure.of("calls that failed", counts.failures().size(), Bar.atMost(0, "")));
  }

  /** Runs that were taken back from their workers. */
  private int lostRuns(String study) {
    return bench
        .database()
        .number("select count(*) from trial where attempt > 1 and study_id = '" + study + "'");
  }
}
