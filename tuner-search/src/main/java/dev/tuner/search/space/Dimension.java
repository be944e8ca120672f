package dev.tuner.search.space;

/**
 * One coordinate of the unit cube that a space is encoded in.
 *
 * @param name the names that lead to the parameter in a config, joined with points; parameters of
 *     different options may share it
 * @param levels how many values there are; {@link Long#MAX_VALUE} for continuous ones
 * @param branch dimensions with the same number exist in the same configs; 0 is in all of them
 */
public record Dimension(String name, Kind kind, long levels, int branch) {

  /** How the values relate to each other. */
  public enum Kind {
    /** Any number of an interval. */
    CONTINUOUS,
    /** Values in an order; level i of n lies at (i + 0.5) / n or thereabouts. */
    DISCRETE,
    /** Values without an order; level i of n lies at (i + 0.5) / n. */
    CATEGORICAL
  }

  /** The level of a categorical coordinate, from 0. */
  public int level(double unit) {
    return (int) Math.min(levels - 1, (long) (unit * levels));
  }

  /** The coordinate of a level. */
  public double unit(int level) {
    return (level + 0.5) / levels;
  }
}
