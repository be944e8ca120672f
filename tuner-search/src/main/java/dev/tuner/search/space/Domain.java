package dev.tuner.search.space;

/**
 * The set that one parameter is drawn from, laid out on the unit interval: a uniform number from 0
 * to 1 becomes a value with the right probability, and each value knows a number that leads to it.
 */
interface Domain {

  /** How many values a continuous domain has. */
  long CONTINUUM = Long.MAX_VALUE;

  /** The value at a place of the unit interval; never a number outside of the domain. */
  Object at(double unit);

  /** A place of the unit interval where {@code value} is: {@code at(unit(value))} equals it. */
  double unit(Object value);

  boolean contains(Object value);

  /** How many different values there are; {@link #CONTINUUM} if they cannot be counted. */
  long levels();

  /** A place of the level with this number, from 0; only for domains that can be counted. */
  default double unitOfLevel(long level) {
    return (level + 0.5) / levels();
  }

  /** The part of the unit interval that leads to the same value; empty where all differ. */
  default Cell cell(double unit) {
    if (levels() == CONTINUUM) {
      return new Cell(unit, unit);
    }
    double level = Math.min(levels() - 1.0, Math.floor(unit * levels()));
    return new Cell(level / levels(), (level + 1) / levels());
  }

  /**
   * A place of the value that the one at {@code unit}, times {@code factor}, is nearest to; where
   * that is the same value, of its neighbour that way, if there is one. Values that are no numbers
   * are as far as their order: a factor above 1 leads to the next one, below 1 to the one before.
   */
  double scaled(double unit, double factor);

  default Dimension.Kind kind() {
    return levels() == CONTINUUM ? Dimension.Kind.CONTINUOUS : Dimension.Kind.DISCRETE;
  }
}
