package dev.tuner.benchmarks.controlplane;

import dev.tuner.benchmarks.controlplane.Figure.Bar;
import dev.tuner.benchmarks.controlplane.Studies.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** How long the views of the large study take, and how large they are. */
record ViewCases(Bench bench) {
  private static final List<String> VIEWS =
      List.of(
          "trials?page_size=50",
          "trials?page_size=50&sort=-number",
          "trials?page_size=50&sort=config.lr",
          "trials?page_size=50&sort=metrics.loss",
          "trials?page_size=50&sort=seconds",
          "rungs",
          "curves?limit=100");

  List<Figure> run() {
    var study =
        bench.studies().create(Plan.asked("random", Studies.ASHA), bench.trials(), Studies.STEPS);
    var figures = new ArrayList<Figure>();
    for (var view : VIEWS) {
      var path = "/api/v1/studies/" + study + "/" + view;
      var size = new AtomicLong();
      var load = Load.of(1, Duration.ofSeconds(3), () -> reader(path, size));
      figures.add(Figure.of(view + ", p95", load.millis(0.95), Bar.atMost(50, "ms")));
      figures.add(Figure.of(view + ", size", size.get() / 1e3, Bar.atMost(200, "KB")));
    }
    return figures;
  }

  private Load.Client reader(String path, AtomicLong size) {
    var connection = new Connection(bench.address());
    return () -> {
      size.set(connection.get(path).orThrow().body().length());
      return 1;
    };
  }
}
