package dev.tuner.search.gaussian;

import java.util.Arrays;

/**
 * What is learned about a function beside its values.
 *
 * @param scales the distance along each coordinate over which the function changes
 * @param noise the variance of the noise, in units of the function's own variance
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Hyperparameters(double[] scales, double noise) {

  static Hyperparameters of(double[] logarithms) {
    int d = logarithms.length - 1;
    double[] scales = Arrays.stream(logarithms, 0, d).map(Math::exp).toArray();
    return new Hyperparameters(scales, Math.exp(logarithms[d]));
  }
}
