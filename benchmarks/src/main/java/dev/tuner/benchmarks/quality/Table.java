package dev.tuner.benchmarks.quality;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Prints outcomes for people. */
final class Table {
  private static final List<List<Method>> PAIRS =
      List.of(
          List.of(Method.ASHA_STOPPING, Method.RANDOM),
          List.of(Method.ASHA_PROMOTION, Method.RANDOM),
          List.of(Method.ASHA_PROMOTION, Method.ASHA_STOPPING),
          List.of(Method.ASHA_BOHB, Method.ASHA_PROMOTION),
          List.of(Method.ASHA_TPE, Method.ASHA_PROMOTION),
          List.of(Method.ASHA_BOHB, Method.ASHA_TPE),
          List.of(Method.ASHA_BOHB, Method.HYPERBAND_BOHB));

  private final PrintWriter out;

  Table(PrintWriter out) {
    this.out = out;
  }

  void print(Outcome outcome, int seeds) {
    out.printf(
        "%n%s: %d tasks, %d seeds; mean regret +- standard error (band)%n",
        outcome.family().word(), outcome.tasks().size(), seeds);
    out.printf("%-24s", "method");
    StringBuilder head = new StringBuilder();
    Outcome.PRINTED.forEach(time -> head.append("%-28s".formatted("t = " + time)));
    out.println(head.toString().stripTrailing());
    for (Method method : Method.values()) {
      StringBuilder line = new StringBuilder("%-24s".formatted(method.words()));
      Outcome.PRINTED.forEach(time -> line.append("%-28s".formatted(cell(outcome, method, time))));
      out.println(line.toString().stripTrailing());
    }
    out.printf("%nwins-losses, task x time 2 and 5%n");
    for (List<Method> pair : PAIRS) {
      Outcome.Score score = outcome.compare(pair.get(0), pair.get(1));
      out.printf(
          "%-24s against %-24s%d-%d%n",
          pair.get(0).words(), pair.get(1).words(), score.wins(), score.losses());
    }
    out.flush();
  }

  private static String cell(Outcome outcome, Method method, double time) {
    Outcome.Estimate estimate = outcome.at(method, time);
    Optional<Double> band = Bars.band(outcome.family(), method, time);
    String most = band.map(each -> String.format(Locale.ROOT, " (<= %.3f)", each)).orElse("");
    if (method == Method.RANDOM) {
      most = String.format(Locale.ROOT, " (ref %.3f)", Bars.reference(outcome.family(), time));
    }
    return String.format(Locale.ROOT, "%.3f +- %.3f%s", estimate.mean(), estimate.error(), most);
  }
}
