package dev.tuner.benchmarks.training;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The training harness on one processor, as ratios. */
@Command(
    name = "training",
    description = "Times the training harness on one processor; exits with 1 when a bar is missed.",
    mixinStandardHelpOptions = true)
public final class Training implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--only",
      paramLabel = "CASE",
      split = ",",
      description =
          "any of fit, pytorch, accumulation, amp, caches, prefetch, checkpoints (default: all)")
  private List<String> only = List.of();

  @Option(names = "--quick", description = "a fifth of the images and rounds")
  private boolean quick;

  @Option(
      names = "--python",
      paramLabel = "COMMAND",
      description = "a Python that has torch (default: python3, then /usr/bin/python3)")
  private List<String> pythons = List.of("python3", "/usr/bin/python3");

  @Override
  public Integer call() throws IOException, InterruptedException {
    // asked for here, because the other benchmarks run without the trial-runner's classes
    var known = Measurement.names();
    for (var name : only) {
      if (!known.contains(name)) {
        throw new ParameterException(
            spec.commandLine(), "--only knows %s, but not %s".formatted(known, name));
      }
    }
    if (only.isEmpty()) {
      only = known;
    }
    var folder = Files.createTempDirectory("training-");
    try {
      return verdict(measure(folder));
    } finally {
      delete(folder);
    }
  }

  private List<Row> measure(Path folder) throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%-64s%12s %-9s %s%n", "case", "measured", "", "bar");
    out.flush();
    var rows = new ArrayList<Row>();
    for (var name : only) {
      var measured = MeasurementProcess.run(name, folder, quick, pythons);
      measured.forEach(row -> out.println(row.line()));
      out.flush();
      rows.addAll(measured);
    }
    return rows;
  }

  private int verdict(List<Row> rows) {
    long missed = rows.stream().filter(Row::isMissed).count();
    spec.commandLine()
        .getOut()
        .println(missed == 0 ? "every bar holds" : missed + " bars are missed");
    spec.commandLine().getOut().flush();
    return missed == 0 ? 0 : 1;
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
