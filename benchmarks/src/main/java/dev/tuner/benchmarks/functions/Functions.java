package dev.tuner.benchmarks.functions;

import dev.tuner.benchmarks.Bar;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The searchers on Sphere and Rosenbrock, beside published figures. */
@Command(
    name = "functions",
    description = "Minimises Sphere and Rosenbrock; exits with 1 when a bar is missed.",
    mixinStandardHelpOptions = true)
public final class Functions implements Callable<Integer> {
  /** How many evaluations and seeds the published figures rest on. */
  private static final int EVALUATIONS = 100;

  public static final int SEEDS = 10;

  @Spec private CommandSpec spec;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "" + SEEDS,
      description = "studies of each searcher on each function, at least 2 (default: 10)")
  private int seeds;

  @Override
  public Integer call() {
    if (seeds < 2) {
      throw new ParameterException(
          spec.commandLine(), "--seeds must be at least 2 but is " + seeds);
    }
    PrintWriter out = spec.commandLine().getOut();
    return Bar.verdict(run(seeds, out), out);
  }

  /** Prints a table for each function; returns its bars. */
  public static List<Bar> run(int seeds, PrintWriter out) {
    return Arrays.stream(Function.values()).map(function -> run(function, seeds, out)).toList();
  }

  private static Bar run(Function function, int seeds, PrintWriter out) {
    Map<Contender, Function.Published> rows = new TreeMap<>();
    for (Contender contender : Contender.values()) {
      rows.put(contender, measure(function, contender, seeds));
    }
    String name = function.name().toLowerCase(Locale.ROOT);
    out.printf(
        "%n%s: best of %d evaluations in [-5, 5]^10, %d seeds; mean +- standard deviation%n",
        name, EVALUATIONS, seeds);
    rows.forEach((contender, row) -> print(contender.words(), row, out));
    function.published().forEach((words, row) -> print("published: " + words, row, out));
    out.flush();
    Map.Entry<Contender, Function.Published> best =
        rows.entrySet().stream()
            .filter(row -> row.getKey().isModelBased())
            .min(Comparator.comparingDouble(row -> row.getValue().mean()))
            .orElseThrow();
    return new Bar(
        String.format(
            Locale.ROOT,
            "%s: the best searcher, %s, reaches %.2f on average, at most %.2f allowed",
            name,
            best.getKey().words(),
            best.getValue().mean(),
            function.bar()),
        best.getValue().mean() <= function.bar());
  }

  private static void print(String words, Function.Published row, PrintWriter out) {
    out.printf(Locale.ROOT, "%-40s%12.2f +- %.2f%n", words, row.mean(), row.deviation());
  }

  private static Function.Published measure(Function function, Contender contender, int seeds) {
    double[] bests =
        IntStream.range(0, seeds)
            .parallel()
            .mapToDouble(
                seed -> new FunctionStudy(function, contender.searcher(), seed).best(EVALUATIONS))
            .toArray();
    double mean = Arrays.stream(bests).average().orElseThrow();
    double squares = Arrays.stream(bests).map(each -> (each - mean) * (each - mean)).sum();
    return new Function.Published(mean, Math.sqrt(squares / (seeds - 1)));
  }
}
