package dev.tuner.search.space;

import java.math.BigDecimal;

/**
 * The distance between neighbouring values of a quantised domain.
 *
 * @param whole whether values are whole numbers in JSON
 */
record Step(double size, boolean whole) {
  private static final double TOLERANCE = 1e-9;

  /** The number of steps from 0 to the multiple that is nearest to {@code value}. */
  long count(double value) {
    return Math.round(value / size);
  }

  /** A multiple; computed in decimals, so that 3 steps of 0.1 are 0.3. */
  Object times(long count) {
    return whole
        ? (Object) (count * (long) size)
        : (Object) BigDecimal.valueOf(size).multiply(BigDecimal.valueOf(count)).doubleValue();
  }

  boolean divides(double value) {
    double steps = value / size;
    return Math.abs(steps - Math.rint(steps)) <= TOLERANCE * Math.max(1, Math.abs(steps));
  }
}
