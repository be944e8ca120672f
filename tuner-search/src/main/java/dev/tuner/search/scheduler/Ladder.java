package dev.tuner.search.scheduler;

import java.util.ArrayList;
import java.util.List;

/**
 * The milestones of one bracket: integer levels, strictly increasing and below {@code maxT}, built
 * by multiplication because a logarithm in floating point loses a level now and then.
 *
 * @param levels the rungs at which trials are compared; may be empty
 * @param maxT the last step, at which a trial is complete
 */
record Ladder(List<Long> levels, long maxT) {
  /** Keeps {@code n * level} inside a long for every rung size and gives each level one meaning. */
  static final long LONGEST = 1_000_000_000;

  /** A product such as 1.1 * 1.1 * 100 may exceed its true value by this share. */
  private static final double ROUNDING = 1e-11;

  Ladder {
    levels = List.copyOf(levels);
  }

  /** The levels {@code ceil(grace * factor^k)} below {@code maxT}, without repetitions. */
  static Ladder of(long grace, double factor, long maxT) {
    List<Long> levels = new ArrayList<>();
    double exact = grace;
    while (level(exact) < maxT) {
      long level = level(exact);
      if (levels.isEmpty() || level > levels.get(levels.size() - 1)) {
        levels.add(level);
      }
      exact *= factor;
    }
    return new Ladder(levels, maxT);
  }

  private static long level(double exact) {
    return (long) Math.ceil(exact * (1 - ROUNDING));
  }

  /** The same ladder without its lowest {@code count} rungs. */
  Ladder without(int count) {
    return new Ladder(levels.subList(count, levels.size()), maxT);
  }

  int size() {
    return levels.size();
  }

  long level(int rung) {
    return levels.get(rung);
  }

  /**
   * How many of {@code n} trials go on from a rung: {@code floor(n * level / next level)}, in whole
   * numbers, so that 3 trials at a third are exactly 1.
   */
  int goOn(int rung, int n) {
    long next = rung + 1 < size() ? level(rung + 1) : maxT;
    return (int) (n * level(rung) / next);
  }

  /** The rungs and {@code maxT} behind them. */
  List<Long> milestones() {
    List<Long> all = new ArrayList<>(levels);
    all.add(maxT);
    return List.copyOf(all);
  }
}
