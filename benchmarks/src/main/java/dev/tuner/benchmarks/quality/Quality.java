package dev.tuner.benchmarks.quality;

import dev.tuner.benchmarks.functions.Functions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Regret against time of searchers and trial schedulers on real learning curves. */
@Command(
    name = "quality",
    description = "Replays real learning curves; exits with 1 when a bar is missed.",
    mixinStandardHelpOptions = true)
public final class Quality implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--curves",
      paramLabel = "DIR",
      description = "where the curves are that benchmarks/data lacks (default: ../shared/curves)")
  private Path curves;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "20",
      description = "replays of each method on each task, at least 1 (default: 20)")
  private int seeds;

  @Option(
      names = "--families",
      paramLabel = "A,B",
      split = ",",
      description = "any of taskset, opda (default: all)")
  private List<String> families;

  @Option(names = "--json", paramLabel = "FILE", description = "writes the figures there")
  private Path json;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "where the plots go (default: benchmarks/target)")
  private Path plots;

  /** Where the benchmarks module is; the script says so. */
  private final Path home = Path.of(System.getProperty("benchmarks.home", "benchmarks"));

  @Override
  public Integer call() throws IOException {
    if (seeds < 1) {
      throw new ParameterException(
          spec.commandLine(), "--seeds must be at least 1 but is " + seeds);
    }
    Map<Family, List<CurveTable>> tables = new EnumMap<>(Family.class);
    for (Family family : chosen()) {
      tables.put(family, read(family));
    }
    PrintWriter out = spec.commandLine().getOut();
    var replays = new Replays(seeds, spec.commandLine().getErr());
    List<Outcome> outcomes = new ArrayList<>();
    for (Map.Entry<Family, List<CurveTable>> each : tables.entrySet()) {
      Outcome outcome = replays.of(each.getKey(), each.getValue());
      outcomes.add(outcome);
      new Table(out).print(outcome, seeds);
      out.println("plot: " + plot(outcome));
    }
    if (json != null) {
      Files.writeString(json, QualityJson.of(outcomes, seeds));
    }
    List<String> missed = new ArrayList<>(Bars.missed(outcomes));
    if (families == null) {
      missed.addAll(Functions.run(Functions.SEEDS, out));
    }
    return verdict(missed, out);
  }

  private static int verdict(List<String> missed, PrintWriter out) {
    missed.forEach(each -> out.println("MISSED " + each));
    out.println(missed.isEmpty() ? "every bar holds" : missed.size() + " bars are missed");
    out.flush();
    return missed.isEmpty() ? 0 : 1;
  }

  private List<Family> chosen() {
    if (families == null) {
      return List.of(Family.values());
    }
    List<Family> chosen = new ArrayList<>();
    for (String word : families) {
      chosen.add(
          List.of(Family.values()).stream()
              .filter(family -> family.word().equals(word))
              .findFirst()
              .orElseThrow(
                  () ->
                      new ParameterException(
                          spec.commandLine(),
                          "--families knows taskset and opda, but not " + word)));
    }
    return chosen;
  }

  private List<CurveTable> read(Family family) {
    Path elsewhere = curves == null ? home.resolve("../../shared/curves").normalize() : curves;
    try {
      return family.read(List.of(home.resolve("data"), elsewhere));
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Path plot(Outcome outcome) throws IOException {
    Path directory = plots == null ? home.resolve("target") : plots;
    Files.createDirectories(directory);
    Path file = directory.resolve("quality-%s.svg".formatted(outcome.family().word()));
    return Files.writeString(file, new Chart(outcome).svg());
  }
}
