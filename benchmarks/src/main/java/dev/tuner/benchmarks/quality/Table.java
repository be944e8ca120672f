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
          List.of(Method.HYPERBAND_BOHB, Method.HYPERBAND_RANDOM),
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
    out.printf("%-20s", "method");
    row(outcome.family().printed().stream().map(time -> "t = " + time).toList());
    for (Method method : outcome.methods()) {
      out.printf("%-20s", method.words());
      row(outcome.family().printed().stream().map(time -> cell(outcome, method, time)).toList());
    }
    scores(outcome);
    out.flush();
  }

  private void row(List<String> cells) {
    StringBuilder line = new StringBuilder();
    cells.forEach(cell -> line.append("%-28s".formatted(cell)));
    out.println(line.toString().stripTrailing());
  }

  private void scores(Outcome outcome) {
    out.printf(
        "%nwins-losses by task, at times %s and %s%n",
        outcome.family().largest().get(0), outcome.family().largest().get(1));
    for (List<Method> pair : PAIRS) {
      if (outcome.has(pair.get(0), pair.get(1))) {
        out.printf(
            "%-20s against %-20s%s%n",
            pair.get(0).words(), pair.get(1).words(), outcome.compare(pair.get(0), pair.get(1)));
      }
    }
  }

  private static String cell(Outcome outcome, Method method, double time) {
    Outcome.Estimate estimate = outcome.at(method, time);
    Optional<String> beside =
        method.equals(Method.RANDOM)
            ? Bars.reference(outcome.family(), time).map(each -> format(" (ref %.3f)", each))
            : Bars.band(outcome.family(), method, time).map(each -> format(" (<= %.3f)", each));
    return format("%.3f +- %.3f", estimate.mean(), estimate.error()) + beside.orElse("");
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
