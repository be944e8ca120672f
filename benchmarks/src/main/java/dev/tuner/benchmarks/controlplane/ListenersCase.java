package dev.tuner.benchmarks.controlplane;

import dev.tuner.benchmarks.controlplane.Figure.Bar;
import dev.tuner.benchmarks.controlplane.Studies.Plan;
import java.util.List;

/** Listeners by the thousand on one instance: a page each, open on the same study. */
record ListenersCase(Bench bench) {
  private static final int REPORTS = 20;

  List<Figure> run() {
    var study = bench.studies().create(Plan.asked("random", Studies.ASHA), 0, 0);
    var heapBefore = bench.service().liveHeap();
    try (var api = new Connection(bench.address());
        var audience = Audience.of(bench.address(), study, bench.listeners())) {
      var caller = new Api(api);
      var held = caller.ask(study, "teller", 1).get(0);
      var heap = bench.service().liveHeap() - heapBefore;
      var worst = 0.0;
      for (int i = 0; i < REPORTS; i++) {
        var begin = System.nanoTime();
        caller.report(held, 0.5);
        held = held.reported();
        audience.awaitAllTold("event: measurement", i + 1);
        worst = Math.max(worst, (System.nanoTime() - begin) / 1e9);
      }
      return List.of(
          Figure.of(
              "%,d listen: a report has reached all after, worst of %d"
                  .formatted(bench.listeners(), REPORTS),
              worst,
              Bar.atMost(2, "s")),
          Figure.of("heap that they hold", heap, Bar.atMost(256, "MB")));
    }
  }
}
