package dev.tuner.benchmarks.controlplane;

import dev.tuner.benchmarks.controlplane.Figure.Bar;
import dev.tuner.benchmarks.controlplane.Studies.Plan;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** How many reports and trials a second. */
record RateCases(Bench bench) {
  private static final int REPORTERS = 64;
  private static final int ASKERS = 16;
  private static final int BATCH = 50;
  private static final int SINGLE_BAR = 5_000;
  private static final int BATCH_BAR = 50_000;
  private static final AtomicInteger NAMES = new AtomicInteger();

  List<Figure> reports() {
    var load = reporting(study(bench.trials()), 1, 0);
    return List.of(
        new Figure(
                "durable reports/s, %d clients, %,d trials".formatted(REPORTERS, bench.trials()),
                load.perSecond(),
                Bar.atLeast(SINGLE_BAR, "/s"),
                bench.bare().singleRows())
            .with(load.cost()));
  }

  List<Figure> batches() {
    var load = reporting(study(bench.trials()), BATCH, 0);
    return List.of(
        new Figure(
                "the same in batches of %d (%d trials, one step each)".formatted(BATCH, BATCH),
                load.perSecond(),
                Bar.atLeast(BATCH_BAR, "/s"),
                bench.bare().batchedRows())
            .with(load.cost()));
  }

  List<Figure> latency() {
    var load = reporting(study(bench.trials()), 1, SINGLE_BAR / 2.0);
    return List.of(
        Figure.of(
            "report latency at %,d/s, p50".formatted(SINGLE_BAR / 2),
            load.millis(0.5),
            Bar.atMost(5, "ms")),
        Figure.of("report latency, p99", load.millis(0.99), Bar.atMost(25, "ms")),
        Figure.of(
            "reports/s in the latency run",
            load.perSecond(),
            Bar.atLeast(SINGLE_BAR / 2.0 * 0.98, "/s")));
  }

  List<Figure> asks() {
    var random = asking("random", 0);
    var bohb = asking("bohb", 0);
    return List.of(
        new Figure(
                "ask, suggest, lease, complete: random, trials/s",
                random.perSecond(),
                Bar.atLeast(1_000, "/s"),
                bench.bare().singleRows())
            .with(random.cost()),
        new Figure(
                "the same with asynchronous bohb",
                bohb.perSecond(),
                Bar.atLeast(500, "/s"),
                bench.bare().singleRows())
            .with(bohb.cost()));
  }

  List<Figure> scale() {
    return List.of(
        change("reports/s", single(Bench.SMALL), single(bench.trials())),
        change(
            "random trials/s",
            asking("random", Bench.SMALL).perSecond(),
            asking("random", bench.trials()).perSecond()),
        change(
            "bohb trials/s",
            asking("bohb", Bench.SMALL).perSecond(),
            asking("bohb", bench.trials()).perSecond()));
  }

  private static Figure change(String what, double small, double large) {
    var name = "%s at many trials (%,.0f) of those at few (%,.0f)".formatted(what, large, small);
    return Figure.of(name, 100 * large / small, Bar.atLeast(80, "%"));
  }

  private double single(int trials) {
    return reporting(study(trials), 1, 0).perSecond();
  }

  private String study(int trials) {
    return bench.studies().create(Plan.asked("random", Studies.ASHA), trials, Studies.STEPS);
  }

  private Load reporting(String study, int width, double rate) {
    return Load.paced(
        REPORTERS,
        bench.time(),
        rate,
        () -> new Reporting(bench.address(), study, "reporter-" + NAMES.incrementAndGet(), width),
        bench::processors);
  }

  private Load asking(String search, int ended) {
    var study = bench.studies().create(Plan.asked(search, Studies.ONE_STEP), ended, 1);
    return Load.of(
        ASKERS,
        Duration.ofMillis(bench.time().toMillis()),
        () -> new Asking(bench.address(), study, "asker-" + NAMES.incrementAndGet()),
        bench::processors);
  }
}
