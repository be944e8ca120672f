package dev.tuner.search.gaussian;

/**
 * A function of which some values were observed: what it is likely to be elsewhere. The covariance
 * is Matérn 5/2 with one length scale for each coordinate; observations carry noise.
 *
 * @see <a href="http://gaussianprocess.org/gpml/">Rasmussen and Williams, Gaussian Processes for
 *     Machine Learning, algorithm 2.1</a>
 */
final class GaussianProcess {
  /** Variances below this share of the function's variance are rounding errors. */
  private static final double LEAST_VARIANCE = 1e-10;

  private final Rows rows;
  private final Hyperparameters hyperparameters;
  private final Covariance covariance;
  private final double[] weights;
  private final double amplitude;

  private GaussianProcess(
      Rows rows,
      Hyperparameters hyperparameters,
      Covariance covariance,
      double[] weights,
      double amplitude) {
    this.rows = rows;
    this.hyperparameters = hyperparameters;
    this.covariance = covariance;
    this.weights = weights;
    this.amplitude = amplitude;
  }

  /**
   * @param y one value for each row, about 0
   */
  static GaussianProcess of(Rows rows, double[] y, Hyperparameters hyperparameters) {
    Covariance covariance = Covariance.of(rows, hyperparameters);
    double[] weights = covariance.solve(y);
    double rate = Priors.AMPLITUDE_RATE;
    for (int i = 0; i < y.length; i++) {
      rate += y[i] * weights[i] / 2;
    }
    double amplitude = rate / (Priors.AMPLITUDE_SHAPE + y.length / 2.0);
    return new GaussianProcess(rows, hyperparameters, covariance, weights, amplitude);
  }

  /**
   * The same belief as if the points had been observed too, each with its expected value and
   * without noise: what is expected stays as it is, but near the points nothing is left to learn.
   *
   * @see <a href="https://doi.org/10.1007/978-3-642-10701-6_6">Ginsbourger et al., Kriging Is
   *     Well-Suited to Parallelize Optimization</a>
   */
  GaussianProcess imagining(double[][] points) {
    if (points.length == 0) {
      return this;
    }
    Rows more = rows.and(points);
    double[] all = new double[more.count()];
    System.arraycopy(weights, 0, all, 0, weights.length);
    return new GaussianProcess(
        more, hyperparameters, Covariance.of(more, hyperparameters, rows.count()), all, amplitude);
  }

  /** The expected value and the variance of the function, without noise, at one point. */
  Prediction at(double[] x) {
    double[] covariances = covariances(x);
    double[] solved = covariance.solve(covariances);
    double mean = 0;
    double explained = 0;
    for (int i = 0; i < covariances.length; i++) {
      mean += covariances[i] * weights[i];
      explained += covariances[i] * solved[i];
    }
    return new Prediction(mean, amplitude * Math.max(LEAST_VARIANCE, 1 - explained), solved);
  }

  private double[] covariances(double[] x) {
    double[] covariances = new double[rows.count()];
    for (int i = 0; i < covariances.length; i++) {
      covariances[i] = Matern.value(rows.squared(x, rows.values()[i], hyperparameters.scales()));
    }
    return covariances;
  }

  /** Adds the slopes of a prediction's mean and variance. */
  void addSlopes(double[] x, Prediction prediction, double[] ofMean, double[] ofVariance) {
    double[] scales = hyperparameters.scales();
    boolean flat = prediction.variance() <= amplitude * LEAST_VARIANCE;
    for (int i = 0; i < rows.count(); i++) {
      double[] row = rows.values()[i];
      double slope = 2 * Matern.slope(rows.squared(x, row, scales));
      double forMean = slope * weights[i];
      double forVariance = flat ? 0 : -2 * amplitude * slope * prediction.solved()[i];
      for (int j = 0; j < scales.length; j++) {
        double step = rows.apart(x, row, j) / (scales[j] * scales[j]);
        ofMean[j] += forMean * step;
        ofVariance[j] += forVariance * step;
      }
    }
  }

  /** The least of the values expected at the points that are known. */
  double least() {
    double least = Double.POSITIVE_INFINITY;
    for (double[] row : rows.values()) {
      double[] covariances = covariances(row);
      double mean = 0;
      for (int i = 0; i < covariances.length; i++) {
        mean += covariances[i] * weights[i];
      }
      least = Math.min(least, mean);
    }
    return least;
  }

  /**
   * @param solved the inverse covariance times the covariances with the known points
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Prediction(double mean, double variance, double[] solved) {}
}
