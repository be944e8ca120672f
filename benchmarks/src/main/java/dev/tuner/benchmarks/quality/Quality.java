package dev.tuner.benchmarks.quality;

import dev.tuner.benchmarks.Bar;
import dev.tuner.benchmarks.functions.Functions;
import dev.tuner.search.definition.InvalidDefinitionException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;

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
      description =
          "reads the tasks there instead of those in benchmarks/data and ../shared/curves")
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
      description = "any of ${COMPLETION-CANDIDATES} (default: all whose files are found)",
      completionCandidates = FamilyWords.class)
  private List<String> families;

  @Option(
      names = "--methods",
      paramLabel = "A,B",
      split = ",",
      description = "any of ${COMPLETION-CANDIDATES} (default: all)",
      completionCandidates = MethodNames.class)
  private List<String> methods;

  @Option(
      names = "--also",
      paramLabel = "JSON",
      description =
          "compares this, too: an object with the search and the scheduler of a study, and perhaps"
              + " a name; may be given several times")
  private List<String> also = List.of();

  @Option(names = "--json", paramLabel = "FILE", description = "writes the figures there")
  private Path json;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "where the plots go (default: benchmarks/target)")
  private Path plots;

  /** Where the benchmarks module is; the script says so. */
  private final Path home = Path.of(System.getProperty("benchmarks.home", "benchmarks"));

  /** For the help. */
  static final class FamilyWords extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    FamilyWords() {
      super(Stream.of(Family.values()).map(Family::word).toList());
    }
  }

  /** For the help. */
  static final class MethodNames extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    MethodNames() {
      super(Method.names());
    }
  }

  @Override
  public Integer call() throws IOException {
    if (seeds < 1) {
      throw wrong("--seeds must be at least 1 but is " + seeds);
    }
    List<Method> compared = methods();
    PrintWriter out = spec.commandLine().getOut();
    var replays = new Replays(seeds, spec.commandLine().getErr());
    List<Outcome> outcomes = new ArrayList<>();
    var savings = new Savings(List.of());
    for (Family family : families()) {
      List<Task> tasks = family.read(directories());
      if (tasks.isEmpty()) {
        skip(family, out);
        continue;
      }
      if (family == Family.TASKSET) {
        savings = new Savings(tasks);
      }
      Outcome outcome = replays.of(family, tasks, compared);
      outcomes.add(outcome);
      new Table(out).print(outcome, seeds);
      out.println("plot: " + plot(outcome));
    }
    List<Bar> bars = new ArrayList<>(Bars.of(outcomes));
    if (methods == null) {
      bars.addAll(savings.run(seeds, out));
    }
    if (families == null) {
      bars.addAll(Functions.run(Functions.SEEDS, out));
    }
    if (json != null) {
      Files.writeString(json, QualityJson.of(outcomes, seeds, bars));
    }
    return Bar.verdict(bars, out);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private List<Method> methods() {
    List<Method> all = new ArrayList<>(methods == null ? Method.usual() : named());
    for (String text : also) {
      try {
        all.add(Method.read(text));
      } catch (JacksonException | InvalidDefinitionException e) {
        throw wrong("--also %s: %s".formatted(text, e.getMessage()));
      }
    }
    return all;
  }

  private List<Method> named() {
    return methods.stream()
        .map(
            words ->
                Method.of(words)
                    .findFirst()
                    .orElseThrow(
                        () ->
                            wrong(
                                "--methods knows %s, but not %s"
                                    .formatted(String.join(", ", Method.names()), words))))
        .toList();
  }

  private List<Family> families() {
    if (families == null) {
      return List.of(Family.values());
    }
    return families.stream()
        .map(
            word ->
                Family.of(word)
                    .orElseThrow(
                        () ->
                            wrong(
                                "--families knows %s, but not %s"
                                    .formatted(String.join(", ", new FamilyWords()), word))))
        .toList();
  }

  private List<Path> directories() {
    return curves == null ? directories(home) : List.of(curves);
  }

  /** Where tasks are when nobody says so: what may be copied, and what may not. */
  static List<Path> directories(Path home) {
    return List.of(home.resolve("data"), home.resolve("../../shared/curves").normalize());
  }

  /** What was asked for must be there; what was not is left out, and said so. */
  private void skip(Family family, PrintWriter out) {
    String why =
        "no task of %s is in %s: name its directory with --curves"
            .formatted(family.word(), directories());
    if (families != null) {
      throw wrong(why);
    }
    out.println("SKIPPED " + why);
  }

  private Path plot(Outcome outcome) throws IOException {
    Path directory = plots == null ? home.resolve("target") : plots;
    Files.createDirectories(directory);
    Path file = directory.resolve("quality-%s.svg".formatted(outcome.family().word()));
    return Files.writeString(file, new Chart(outcome).svg());
  }
}
