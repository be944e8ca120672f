package dev.tuner.benchmarks.controlplane;

import java.util.Locale;

/**
 * One line of the result.
 *
 * @param bar what must be reached
 * @param note where the time went, in words; may be empty
 * @param bare the figure of the bare PostgreSQL in the same run that it compares with; NaN: none
 */
record Figure(String name, double measured, Bar bar, double bare, String note) {
  Figure(String name, double measured, Bar bar, double bare) {
    this(name, measured, bar, bare, "");
  }

  Figure with(String remark) {
    return new Figure(name, measured, bar, bare, remark);
  }

  /**
   * @param atMost whether less is better
   */
  record Bar(double value, boolean atMost, String unit) {
    static Bar atLeast(double value, String unit) {
      return new Bar(value, false, unit);
    }

    static Bar atMost(double value, String unit) {
      return new Bar(value, true, unit);
    }
  }

  static Figure of(String name, double measured, Bar bar) {
    return new Figure(name, measured, bar, Double.NaN);
  }

  boolean holds() {
    return bar.atMost() ? measured <= bar.value() : measured >= bar.value();
  }

  String line() {
    var ratio = Double.isNaN(bare) ? "" : "%.2f of bare".formatted(measured / bare);
    return String.format(
            Locale.ROOT,
            "%-58s %12s  %s %-18s %-14s %s",
            name,
            number(measured),
            bar.atMost() ? "<=" : ">=",
            number(bar.value()) + " " + bar.unit(),
            ratio,
            holds() ? "" : "MISSED")
        .stripTrailing();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value >= 1000 ? "%,.0f" : "%.1f", value);
  }
}
