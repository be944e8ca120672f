package dev.tuner.search.gaussian;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * What is believed about the logarithms of the hyperparameters before anything is observed: normal
 * distributions. The length scales lie around a common one, which is longer the more coordinates
 * there are; so a few observations cannot make a coordinate look irrelevant, only many can.
 *
 * @see <a href="https://arxiv.org/abs/2402.02229">Hvarfner et al., Vanilla Bayesian Optimization
 *     Performs Great in High Dimensions</a> (length scales that grow with the root of the number of
 *     coordinates)
 */
final class Priors {
  /** The common length scale for one coordinate. */
  private static final double SCALE = 0.3;

  private static final double COMMON_DEVIATION = 1;
  private static final double OWN_DEVIATION = 0.5;
  private static final double NOISE_MEAN = Math.log(1e-3);
  private static final double NOISE_DEVIATION = 2;
  private static final double LEAST_SCALE = Math.log(0.02);
  private static final double MOST_SCALE = Math.log(200);
  private static final double LEAST_NOISE = Math.log(1e-6);

  /** The shape and the rate of the inverse gamma prior of the function's variance. */
  static final double AMPLITUDE_SHAPE = 1;

  static final double AMPLITUDE_RATE = 1;

  private final int dimensions;
  private final double common;

  Priors(int dimensions) {
    this.dimensions = dimensions;
    this.common = Math.log(SCALE * Math.sqrt(dimensions));
  }

  double[] low() {
    return vector(LEAST_SCALE, LEAST_NOISE);
  }

  double[] high() {
    return vector(MOST_SCALE, 0);
  }

  /** All length scales alike, so many deviations above the mean; the noise at its mean. */
  double[] start(double deviations) {
    return vector(common + deviations * COMMON_DEVIATION, NOISE_MEAN);
  }

  private double[] vector(double scales, double noise) {
    double[] vector = new double[dimensions + 1];
    Arrays.fill(vector, scales);
    vector[dimensions] = noise;
    return vector;
  }

  double[] draw(RandomGenerator random) {
    double[] drawn = start(random.nextGaussian());
    for (int i = 0; i < dimensions; i++) {
      drawn[i] += OWN_DEVIATION * random.nextGaussian();
    }
    drawn[dimensions] += NOISE_DEVIATION * random.nextGaussian();
    return drawn;
  }

  /** Minus the logarithm of the density, but for a constant; its slope is added to the gradient. */
  double penalty(double[] logarithms, double[] gradient) {
    double mean = Arrays.stream(logarithms, 0, dimensions).average().orElse(common);
    double shift = (mean - common) / COMMON_DEVIATION;
    double noise = (logarithms[dimensions] - NOISE_MEAN) / NOISE_DEVIATION;
    double squares = shift * shift + noise * noise;
    gradient[dimensions] += noise / NOISE_DEVIATION;
    for (int i = 0; i < dimensions; i++) {
      double z = (logarithms[i] - mean) / OWN_DEVIATION;
      squares += z * z;
      gradient[i] += z / OWN_DEVIATION + shift / COMMON_DEVIATION / dimensions;
    }
    return squares / 2;
  }
}
