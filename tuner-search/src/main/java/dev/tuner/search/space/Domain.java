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

  default Dimension.Kind kind() {
    return levels() == CONTINUUM ? Dimension.Kind.CONTINUOUS : Dimension.Kind.DISCRETE;
  }
}
