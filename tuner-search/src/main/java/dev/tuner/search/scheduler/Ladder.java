package dev.tuner.search.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The milestones of one bracket: integer levels, strictly increasing and below the last step, built
 * by multiplication because a logarithm in floating point loses a level now and then.
 *
 * @param milestones the rungs at which trials are compared, perhaps none, and behind them the last
 *     step, at which a trial is complete
 */
record Ladder(List<Long> milestones) {
  /** Keeps {@code n * level} inside a long for every rung size and gives each level one meaning. */
  static final long LONGEST = 1_000_000_000;

  /** A product such as 1.1 * 1.1 * 100 may exceed its true value by this share. */
  private static final double ROUNDING = 1e-11;

  Ladder {
    milestones = List.copyOf(milestones);
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
    levels.add(maxT);
    return new Ladder(levels);
  }

  private static long level(double exact) {
    return (long) Math.ceil(exact * (1 - ROUNDING));
  }

  /** The same ladder without its lowest {@code count} rungs. */
  Ladder without(int count) {
    return new Ladder(milestones.subList(count, milestones.size()));
  }

  /** How many rungs there are. */
  int size() {
    return milestones.size() - 1;
  }

  List<Long> levels() {
    return milestones.subList(0, size());
  }

  /** A rung's level; the last step for the index behind the last rung. */
  long level(int rung) {
    return milestones.get(rung);
  }

  long maxT() {
    return milestones.get(size());
  }

  /** The first milestone after a step. */
  OptionalLong after(long step) {
    for (long milestone : milestones) {
      if (milestone > step) {
        return OptionalLong.of(milestone);
      }
    }
    return OptionalLong.empty();
  }

  /**
   * How many of {@code n} trials go on from a rung: {@code floor(n * level / next level)}, in whole
   * numbers, so that 3 trials at a third are exactly 1.
   */
  int goOn(int rung, int n) {
    return (int) (n * level(rung) / level(rung + 1));
  }
}
