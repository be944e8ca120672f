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
  private static final double ROUNDING = 1e-11;

  /**
   * One bracket.
   *
   * @param sizes how many trials train to each milestone of the ladder, the last step included
   */
  record Bracket(Ladder ladder, List<Integer> sizes) {}

  /** How many trials the brackets have. */
  enum Sizes {
    /** {@code ceil((m + 1) / (s + 1) * factor^s)} in bracket s of m: the paper's algorithm. */
    CEIL {
      @Override
      double trials(int s, int most, double power) {
        return Math.ceil((most + 1.0) / (s + 1) * power * (1 - ROUNDING));
      }
    },
    /** {@code floor((m + 1) / (s + 1)) * factor^s}: the paper's printed table. */
    FLOOR {
      @Override
      double trials(int s, int most, double power) {
        return Math.floor(Math.floor((most + 1.0) / (s + 1)) * power * (1 + ROUNDING));
      }
    };

    abstract double trials(int s, int most, double power);
  }

  /**
   * Milestones counted down from the last step, {@code ceil(maxT / factor^k)} and at least {@code
   * grace}: the paper.
   */
  static HyperbandTable fromTheLastStep(long grace, double factor, long maxT, Sizes sizes) {
    int most = 0;
    // by multiplication: a logarithm in floating point loses a bracket now and then
    for (double step = grace * factor; step <= maxT * (1 + ROUNDING); step *= factor) {
      most++;
    }
    List<Long> milestones = new ArrayList<>();
    for (int k = most; k >= 0; k--) {
      milestones.add((long) Math.ceil(maxT / Math.pow(factor, k) * (1 - ROUNDING)));
    }
    return of(milestones, factor, sizes);
  }

  /**
   * Milestones counted up from the grace period, and the last step behind them. A milestone so near
   * to the last step that it is less than half a factor away is left out, so that the number of
   * brackets is the nearest to {@code log(maxT / grace) / log(factor) + 1}, as in Ray Tune: it
   * would start a whole bracket more, three times as large as the next, to compare trials that are
   * almost done.
   */
  static HyperbandTable fromTheGracePeriod(long grace, double factor, long maxT, Sizes sizes) {
    List<Long> milestones = new ArrayList<>(Ladder.of(grace, factor, maxT).milestones());
    int last = milestones.size() - 2;
    if (last > 0 && maxT < milestones.get(last) * Math.sqrt(factor)) {
      milestones.remove(last);
    }
    return of(milestones, factor, sizes);
  }

  private static HyperbandTable of(List<Long> milestones, double factor, Sizes sizes) {
    int most = milestones.size() - 1;
    List<Bracket> brackets = new ArrayList<>();
    for (int s = most; s >= 0; s--) {
      double trials = sizes.trials(s, most, Math.pow(factor, s));
      brackets.add(bracket(milestones.subList(most - s, most + 1), trials, factor));
    }
    return new HyperbandTable(List.copyOf(brackets));
  }

  private static Bracket bracket(List<Long> milestones, double trials, double factor) {
    List<Long> steps = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < milestones.size(); i++) {
      int size = (int) Math.floor(trials / Math.pow(factor, i) * (1 + ROUNDING));
      if (!steps.isEmpty() && steps.get(steps.size() - 1).equals(milestones.get(i))) {
        // two milestones that round to one step are one, with the stricter size
        sizes.set(sizes.size() - 1, size);
      } else {
        steps.add(milestones.get(i));
        sizes.add(size);
      }
    }
    return new Bracket(new Ladder(steps), List.copyOf(sizes));
  }

  /** How many trials one round starts. */
  long trials() {
    return brackets.stream().mapToLong(bracket -> bracket.sizes().get(0)).sum();
  }

  /** The bracket with this number; the rounds follow one another. */
  Bracket get(int number) {
    return brackets.get(number % brackets.size());
  }

  /**
   * How many trials of a bracket train to each of its milestones when the study has that many
   * trials: a bracket that is not filled is smaller in every rung by the same factor, but at least
   * one trial goes on where one would of the whole bracket.
   */
  List<Integer> sizes(int number, int trials) {
    List<Integer> whole = get(number).sizes();
    long before = number / brackets.size() * trials();
    for (int bracket = 0; bracket < number % brackets.size(); bracket++) {
      before += get(bracket).sizes().get(0);
    }
    long first = Math.max(0, Math.min(whole.get(0), trials - before));
    return first == whole.get(0)
        ? whole
        : whole.stream().map(size -> smaller(size, first, whole.get(0))).toList();
  }

  private static int smaller(long size, long first, long whole) {
    return (int) Math.max(Math.min(1, Math.min(size, first)), size * first / whole);
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
