package dev.tuner.search.space;

import dev.tuner.search.TrialRandom;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The making of one config: says for each part of the space where in its unit interval it is.
 *
 * <p>Every part draws from a generator of its own, a function of the one that was passed in and the
 * part's place: the order of the parameters does not matter, and a new parameter leaves the draws
 * of the others as they were.
 */
final class Draw {
  static final long NO_CELL = -1;

  private final long base;
  private final double[] point;
  private final long cell;
  private final Kept kept;
  private final Map<Integer, Pending> pending = new TreeMap<>();

  private record Pending(Derived derived, Slot slot) {}

  /**
   * @param point coordinates in the unit cube; those that are NaN are drawn
   * @param cell the number of the grid's cell, or {@link #NO_CELL} to draw that too
   */
  Draw(RandomGenerator random, double[] point, long cell) {
    this(random, point, cell, Kept.NOTHING);
  }

  /**
   * @param kept what is taken over from another config instead of {@code point}
   */
  Draw(RandomGenerator random, double[] point, long cell, Kept kept) {
    this.base = random.nextLong();
    this.point = point;
    this.cell = cell;
    this.kept = kept;
  }

  Kept kept() {
    return kept;
  }

  double unit(int dimension, long place) {
    double given = point[dimension];
    return Double.isNaN(given) ? randomOf(place).nextDouble() : given;
  }

  long cell() {
    return cell;
  }

  RandomGenerator randomOf(long place) {
    return TrialRandom.part(base, place);
  }

  /** Puts off a value that needs other parameters. */
  void later(Derived derived, Slot slot) {
    pending.put(derived.order(), new Pending(derived, slot));
  }

  /** Computes what was put off, each after those it needs. */
  void finish(Map<String, Object> config) {
    for (Pending each : pending.values()) {
      each.slot().put(each.derived().value(config, randomOf(each.derived().place())));
    }
  }
}
