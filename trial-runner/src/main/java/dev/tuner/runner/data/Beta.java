package dev.tuner.runner.data;

import java.util.random.RandomGenerator;

/** Draws from Beta distributions. */
final class Beta {

  private Beta() {}

  /** A draw from Beta(alpha, alpha): two Gammas, the first over their sum. */
  static double symmetric(double alpha, RandomGenerator random) {
    double first = logGamma(alpha, random);
    double second = logGamma(alpha, random);
    return 1 / (1 + Math.exp(second - first)); // of logarithms: small alphas underflow
  }

  /**
   * The logarithm of a draw from Gamma(shape, 1).
   *
   * @see <a href="https://doi.org/10.1145/358407.358414">Marsaglia and Tsang, A simple method for
   *     generating gamma variables</a>
   */
  private static double logGamma(double shape, RandomGenerator random) {
    if (shape < 1) {
      return logGamma(shape + 1, random) + Math.log(1 - random.nextDouble()) / shape;
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double normal = random.nextGaussian();
      double cube = Math.pow(1 + c * normal, 3);
      double uniform = 1 - random.nextDouble();
      if (cube > 0 && Math.log(uniform) < normal * normal / 2 + d * (1 - cube + Math.log(cube))) {
        return Math.log(d * cube);
      }
    }
  }
}
