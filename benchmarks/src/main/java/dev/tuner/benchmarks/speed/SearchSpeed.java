package dev.tuner.benchmarks.speed;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The speed of decisions and suggestions, and the memory of rungs. */
@Command(
    name = "search-speed",
    description = "Times decisions and suggestions by JMH; exits with 1 when a bar is missed.",
    mixinStandardHelpOptions = true)
public final class SearchSpeed implements Callable<Integer> {
  private static final double MOST_GROWTH = 3;
  private static final double DECISION = 5;
  private static final double MEBIBYTES = 512;

  @Spec private CommandSpec spec;

  /** What was measured, and how much is allowed; not a number where nothing is said. */
  private record Row(String what, double measured, double bar, String unit) {
    boolean isMissed() {
      return measured > bar;
    }
  }

  @Override
  public Integer call() throws RunnerException {
    PrintWriter out = spec.commandLine().getOut();
    List<Row> rows = new ArrayList<>(decisions());
    rows.addAll(suggestions());
    rows.add(new Row("10^6 trials in each of 5 rungs", RungMemory.mebibytes(), MEBIBYTES, "MiB"));
    out.printf("%-48s%16s%16s%10s%n", "case", "measured", "bar", "ratio");
    rows.forEach(row -> print(row, out));
    long missed = rows.stream().filter(Row::isMissed).count();
    out.println(missed == 0 ? "every bar holds" : missed + " bars are missed");
    out.flush();
    return missed == 0 ? 0 : 1;
  }

  private static void print(Row row, PrintWriter out) {
    boolean barred = !Double.isNaN(row.bar());
    out.printf(
        Locale.ROOT,
        "%-48s%16s%16s%10s%s%n",
        row.what(),
        String.format(Locale.ROOT, "%.2f %s", row.measured(), row.unit()),
        barred ? String.format(Locale.ROOT, "%.2f %s", row.bar(), row.unit()) : "",
        barred ? String.format(Locale.ROOT, "%.2f", row.measured() / row.bar()) : "",
        row.isMissed() ? "  MISSED" : "");
  }

  private static List<Row> decisions() throws RunnerException {
    double small = Double.NaN;
    double large = Double.NaN;
    for (RunResult result : run(AshaDecision.class)) {
      double median = median(result);
      if (result.getParams().getParam("trials").equals("1000")) {
        small = median;
      } else {
        large = median;
      }
    }
    return List.of(
        new Row("asha: report to decision, 10^3 in the rung", small, Double.NaN, "us"),
        new Row("asha: report to decision, 10^6 in the rung", large, DECISION, "us"),
        new Row("asha: 10^6 against 10^3", large / small, MOST_GROWTH, "times"));
  }

  private static List<Row> suggestions() throws RunnerException {
    List<Row> rows = new ArrayList<>();
    for (RunResult result : run(Suggesting.class)) {
      String searcher = result.getParams().getParam("searcher");
      String what = "%s: after %d results".formatted(searcher, Suggesting.observations(searcher));
      rows.add(new Row(what, median(result), bar(searcher), "us"));
    }
    return rows;
  }

  private static double bar(String searcher) {
    return switch (searcher) {
      case "random", "quasi_random" -> 5;
      case "bohb", "tpe" -> 5_000;
      case "gp" -> 100_000;
      default -> Double.NaN;
    };
  }

  private static Collection<RunResult> run(Class<?> benchmark) throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include(benchmark.getName())
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build())
        .run();
  }

  private static double median(RunResult result) {
    return result.getPrimaryResult().getStatistics().getPercentile(50);
  }
}
