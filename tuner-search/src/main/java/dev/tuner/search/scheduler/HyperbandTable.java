package dev.tuner.search.scheduler;

import java.util.ArrayList;
import java.util.List;

/**
 * The brackets of one round of Hyperband, the one with the most trials first.
 *
 * @see <a href="https://jmlr.org/papers/v18/16-558.html">Li et al., Hyperband</a>
 */
record HyperbandTable(List<Bracket> brackets) {
  /** Powers in floating point may be off by this share. */
  private static final double ROUNDING = 1e-9;

  /**
   * One bracket.
   *
   * @param sizes how many trials train to each milestone of the ladder, the last step included
   */
  record Bracket(Ladder ladder, List<Integer> sizes) {}

  /**
   * @param sizesRoundUp {@code ceil((m + 1) / (s + 1) * factor^s)} trials in bracket s of m, as in
   *     the paper's algorithm; else {@code floor((m + 1) / (s + 1)) * factor^s}, as in its table
   */
  static HyperbandTable of(long grace, double factor, long maxT, boolean sizesRoundUp) {
    int most = 0;
    // by multiplication: a logarithm in floating point loses a bracket now and then
    for (double step = grace * factor; step <= maxT * (1 + ROUNDING); step *= factor) {
      most++;
    }
    List<Bracket> brackets = new ArrayList<>();
    for (int s = most; s >= 0; s--) {
      double power = Math.pow(factor, s);
      double trials =
          sizesRoundUp
              ? Math.ceil((most + 1.0) / (s + 1) * power * (1 - ROUNDING))
              : Math.floor(Math.floor((most + 1.0) / (s + 1)) * power * (1 + ROUNDING));
      brackets.add(bracket(s, trials, factor, maxT));
    }
    return new HyperbandTable(List.copyOf(brackets));
  }

  private static Bracket bracket(int s, double trials, double factor, long maxT) {
    List<Long> milestones = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i <= s; i++) {
      long step = (long) Math.ceil(maxT / Math.pow(factor, s - i) * (1 - ROUNDING));
      int size = (int) Math.floor(trials / Math.pow(factor, i) * (1 + ROUNDING));
      boolean same = !milestones.isEmpty() && milestones.get(milestones.size() - 1) == step;
      if (same) {
        // two milestones that round to one step are one, with the stricter size
        sizes.set(sizes.size() - 1, size);
      } else {
        milestones.add(step);
        sizes.add(size);
      }
    }
    return new Bracket(new Ladder(milestones), List.copyOf(sizes));
  }

  /** How many trials one round starts. */
  long trials() {
    return brackets.stream().mapToLong(bracket -> bracket.sizes().get(0)).sum();
  }

  /** The bracket with this number; the rounds follow one another. */
  Bracket get(int number) {
    return brackets.get(number % brackets.size());
  }

  /** The number of the bracket that a trial belongs to: they are filled one after the other. */
  int bracketOf(int trial) {
    long rest = trial % trials();
    int bracket = 0;
    while (rest >= get(bracket).sizes().get(0)) {
      rest -= get(bracket++).sizes().get(0);
    }
    return (int) (trial / trials()) * brackets.size() + bracket;
  }
}
