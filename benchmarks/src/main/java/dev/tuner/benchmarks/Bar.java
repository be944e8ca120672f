package dev.tuner.benchmarks;

import java.io.PrintWriter;
import java.util.List;

/**
 * Something that must hold of what was measured.
 *
 * @param words what was measured and what is asked for
 */
public record Bar(String words, boolean holds) {

  /**
   * Prints each bar and whether it holds.
   *
   * @return what the program exits with: 0 if all hold, else 1
   */
  public static int verdict(List<Bar> bars, PrintWriter out) {
    out.println();
    bars.forEach(each -> out.println((each.holds() ? "HOLDS  " : "MISSED ") + each.words()));
    long missed = bars.stream().filter(each -> !each.holds()).count();
    out.println(missed == 0 ? "every bar holds" : missed + " bars are missed");
    out.flush();
    return missed == 0 ? 0 : 1;
  }
}
