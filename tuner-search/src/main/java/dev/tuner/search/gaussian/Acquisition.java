package dev.tuner.search.gaussian;

import java.util.Arrays;

/**
 * Minus the logarithm of the expected improvement over the least expected value: what the next
 * point should make small.
 *
 * @see <a href="https://doi.org/10.1023/A:1008306431147">Jones et al., Efficient Global
 *     Optimization of Expensive Black-Box Functions</a>
 */
final class Acquisition implements Objective {
  private final GaussianProcess process;
  private final double least;

  Acquisition(GaussianProcess process) {
    this.process = process;
    this.least = process.least();
  }

  double at(double[] x) {
    GaussianProcess.Prediction prediction = process.at(x);
    double deviation = Math.sqrt(prediction.variance());
    return -Math.log(deviation) - LogImprovement.log((least - prediction.mean()) / deviation);
  }

  @Override
  public double at(double[] x, double[] gradient) {
    GaussianProcess.Prediction prediction = process.at(x);
    double deviation = Math.sqrt(prediction.variance());
    double z = (least - prediction.mean()) / deviation;
    double slope = LogImprovement.slope(z);
    double[] ofVariance = new double[x.length];
    Arrays.fill(gradient, 0);
    process.addSlopes(x, prediction, gradient, ofVariance);
    for (int j = 0; j < x.length; j++) {
      double ofDeviation = ofVariance[j] / (2 * deviation);
      gradient[j] = (slope * (gradient[j] + z * ofDeviation) - ofDeviation) / deviation;
    }
    return -Math.log(deviation) - LogImprovement.log(z);
  }
}
