package dev.tuner.search.gaussian;

/** A function of several numbers that knows its slope. */
@FunctionalInterface
public interface Objective {

  /**
   * The value at a point; not a number or infinite where there is none.
   *
   * @param gradient receives the slope along each coordinate
   */
  double at(double[] x, double[] gradient);
}
