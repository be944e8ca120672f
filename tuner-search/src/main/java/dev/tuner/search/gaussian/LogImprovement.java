package dev.tuner.search.gaussian;

import dev.tuner.search.Normal;

/**
 * The logarithm of the expected improvement of a standard normal number, computed so that it
 * neither underflows nor loses digits where an improvement is next to impossible.
 *
 * <p>The expected improvement over f* of a prediction with mean m and deviation s is s h(z) with z
 * = (f* - m) / s and h(z) = phi(z) + z Phi(z). Far out, h is phi times Mills' ratio R times the
 * tail of R's own continued fraction, so that nothing is subtracted.
 *
 * @see <a href="https://arxiv.org/abs/2310.20708">Ament et al., Unexpected Improvements to Expected
 *     Improvement for Bayesian Optimization</a>
 */
final class LogImprovement {
  private static final double FAR = -3;
  private static final int TERMS = 60;
  private static final double LOG_SQRT_TWO_PI = Math.log(2 * Math.PI) / 2;

  private LogImprovement() {}

  /** log h(z). */
  static double log(double z) {
    if (z > FAR) {
      return Math.log(density(z) + z * Normal.cdf(z));
    }
    double tail = tail(-z);
    double mills = 1 / (-z + tail);
    return -z * z / 2 - LOG_SQRT_TWO_PI + Math.log(mills) + Math.log(tail);
  }

  /** The derivative of log h at z, which is Phi(z) / h(z). */
  static double slope(double z) {
    if (z > FAR) {
      double cdf = Normal.cdf(z);
      return cdf / (density(z) + z * cdf);
    }
    return 1 / tail(-z);
  }

  private static double density(double z) {
    return Math.exp(-z * z / 2 - LOG_SQRT_TWO_PI);
  }

  /** 1 / (x + 2 / (x + 3 / (x + ...))); Mills' ratio is 1 / (x + tail). */
  private static double tail(double x) {
    double sum = x;
    for (int k = TERMS; k >= 2; k--) {
      sum = x + k / sum;
    }
    return 1 / sum;
  }
}
