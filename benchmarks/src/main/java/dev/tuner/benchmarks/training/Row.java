package dev.tuner.benchmarks.training;

import java.util.Locale;

/**
 * One line of the result.
 *
 * @param bar the least that is asked for; NaN: nothing is
 */
record Row(String name, double measured, String unit, double bar) {

  static Row of(String name, double measured, String unit) {
    return new Row(name, measured, unit, Double.NaN);
  }

  static Row atLeast(String name, double measured, double bar) {
    return new Row(name, measured, "times", bar);
  }

  /** Read back from {@link #encoded}. */
  static Row parse(String line) {
    var cells = line.split("\t", -1);
    return new Row(cells[0], Double.parseDouble(cells[1]), cells[2], Double.parseDouble(cells[3]));
  }

  String encoded() {
    return String.join("\t", name, String.valueOf(measured), unit, String.valueOf(bar));
  }

  boolean isMissed() {
    return measured < bar;
  }

  String line() {
    var wanted = Double.isNaN(bar) ? "" : String.format(Locale.ROOT, ">= %.2f", bar);
    return String.format(
            Locale.ROOT,
            "%-64s%12s %-9s %-9s%s",
            name,
            String.format(Locale.ROOT, measured >= 100 ? "%,.0f" : "%.2f", measured),
            unit,
            wanted,
            isMissed() ? "MISSED" : "")
        .stripTrailing();
  }
}
