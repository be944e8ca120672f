package dev.tuner.search.space;

/** Numbers at equal distances. */
interface Countable extends Domain {

  /** The distance of neighbours. */
  double distance();

  /** A place of the number of this domain that is nearest to any number. */
  double unitNear(double number);

  @Override
  default double scaled(double unit, double factor) {
    double value = ((Number) at(unit)).doubleValue();
    double near = unitNear(value * factor);
    return at(near).equals(at(unit))
        ? unitNear(value + Math.signum(value * factor - value) * distance())
        : near;
  }
}
