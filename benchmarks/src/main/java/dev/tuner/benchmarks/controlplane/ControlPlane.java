package dev.tuner.benchmarks.controlplane;

import dev.tuner.benchmarks.controlplane.Figure.Bar;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Reports, leases and views of the real service under load. */
@Command(
    name = "control-plane",
    description = "Loads the real service over HTTP; exits with 1 when a bar is missed.",
    mixinStandardHelpOptions = true)
public final class ControlPlane implements Callable<Integer> {
  private static final Map<String, Function<Bench, List<Figure>>> CASES = new LinkedHashMap<>();

  static {
    CASES.put("reports", bench -> new RateCases(bench).reports());
    CASES.put("batches", bench -> new RateCases(bench).batches());
    CASES.put("latency", bench -> new RateCases(bench).latency());
    CASES.put("asks", bench -> new RateCases(bench).asks());
    CASES.put("scale", bench -> new RateCases(bench).scale());
    CASES.put("views", bench -> new ViewCases(bench).run());
    CASES.put("workers", bench -> new WorkersCase(bench).run());
    CASES.put("listeners", bench -> new ListenersCase(bench).run());
    CASES.put("ray", bench -> new RayCase(bench).run());
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--only",
      paramLabel = "CASE",
      split = ",",
      description =
          "any of reports, batches, latency, asks, scale, views, workers, listeners, ray (default:"
              + " all); heap and restart are always measured")
  private List<String> only = List.copyOf(CASES.keySet());

  @Option(
      names = "--quick",
      description =
          "a tenth of the trials and workers, 6 s a load, 500 listeners, 320 trials for ray")
  private boolean quick;

  @Option(names = "--seconds", description = "of each load, the first third to warm up")
  private Integer seconds;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "that are simulated at once (default: 5000; 500 with --quick)")
  private Integer workers;

  @Option(names = "--jar", description = "the service (default: that of this repository)")
  private Path jar =
      Path.of(System.getProperty("benchmarks.home", "benchmarks"))
          .resolveSibling("tuner-api/target/tuner-api.jar");

  @Override
  public Integer call() throws IOException {
    for (var name : only) {
      if (!CASES.containsKey(name)) {
        throw new ParameterException(
            spec.commandLine(), "--only knows %s, but not %s".formatted(CASES.keySet(), name));
      }
    }
    var data = Files.createTempDirectory("control-plane-");
    try {
      return verdict(measure(data));
    } finally {
      Folders.delete(data);
    }
  }

  private List<Figure> measure(Path data) {
    var figures = new ArrayList<Figure>();
    var service = ServiceProcess.start(jar, data);
    try {
      var bench = bench(service, data);
      for (var name : only) {
        spec.commandLine().getErr().println(name + " ...");
        var measured = CASES.get(name).apply(bench);
        measured.forEach(this::say);
        figures.addAll(measured);
      }
      figures.add(Figure.of("heap in use at the end", service.liveHeap(), Bar.atMost(512, "MB")));
      service.kill();
      service = ServiceProcess.start(jar, data);
      figures.add(restart(service, data));
    } finally {
      service.close();
    }
    return figures;
  }

  private void say(Figure figure) {
    spec.commandLine().getErr().println(figure.line());
    if (!figure.note().isEmpty()) {
      spec.commandLine().getErr().println("  " + figure.note());
    }
  }

  private static Figure restart(ServiceProcess service, Path data) {
    var beyond = service.readyAfter().minus(PostgresStart.last(data));
    return Figure.of(
        "restart until ready, beyond PostgreSQL's own start",
        beyond.toMillis() / 1e3,
        Bar.atMost(5, "s"));
  }

  private Bench bench(ServiceProcess service, Path data) {
    var database = Database.of(data);
    var time = Duration.ofSeconds(seconds != null ? seconds : quick ? 6 : 45);
    var bare = BarePostgres.measure(database, Duration.ofSeconds(3));
    spec.commandLine()
        .getErr()
        .printf(
            "bare PostgreSQL: %,.0f single-row commits/s on 16 connections, %,.0f rows/s in batches"
                + " of 100%n",
            bare.singleRows(), bare.batchedRows());
    return new Bench(
        service,
        database,
        bare,
        time,
        quick ? 10_000 : 100_000,
        quick ? 320 : 10_000,
        workers != null ? workers : quick ? 500 : 5_000,
        quick ? 500 : 3_000,
        jar);
  }

  private int verdict(List<Figure> figures) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%n%-58s %12s  %-21s %s%n", "case", "measured", "bar", "bare PostgreSQL");
    figures.forEach(figure -> out.println(figure.line()));
    var missed = figures.stream().filter(figure -> !figure.holds()).count();
    out.println(missed == 0 ? "every bar holds" : missed + " bars are missed");
    out.flush();
    return missed == 0 ? 0 : 1;
  }
}
