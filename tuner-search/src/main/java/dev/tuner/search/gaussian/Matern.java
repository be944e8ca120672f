package dev.tuner.search.gaussian;

/**
 * The Matérn covariance with smoothness 5/2 at the squared distance r2: (1 + sqrt(5) r + 5/3 r2)
 * exp(-sqrt(5) r).
 *
 * @see <a href="http://gaussianprocess.org/gpml/">Rasmussen and Williams, Gaussian Processes for
 *     Machine Learning, equation 4.17</a>
 */
final class Matern {
  private static final double SQRT_5 = Math.sqrt(5);

  private Matern() {}

  static double value(double r2) {
    double a = SQRT_5 * Math.sqrt(r2);
    return (1 + a + a * a / 3) * Math.exp(-a);
  }

  /** The derivative with respect to r2. */
  static double slope(double r2) {
    double a = SQRT_5 * Math.sqrt(r2);
    return -5.0 / 6 * (1 + a) * Math.exp(-a);
  }
}
