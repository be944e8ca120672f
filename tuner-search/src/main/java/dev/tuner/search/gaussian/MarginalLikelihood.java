package dev.tuner.search.gaussian;

import java.util.Arrays;

/**
 * Minus the logarithm of the posterior density of the hyperparameters' logarithms, the function's
 * variance integrated out under its inverse gamma prior.
 *
 * @param y one value for each row, about 0
 * @see <a href="http://gaussianprocess.org/gpml/">Rasmussen and Williams, Gaussian Processes for
 *     Machine Learning, equations 2.30 and 5.9</a>
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record MarginalLikelihood(Rows rows, double[] y, Priors priors) implements Objective {

  @Override
  public double at(double[] logarithms, double[] gradient) {
    Hyperparameters hyperparameters = Hyperparameters.of(logarithms);
    Covariance covariance = Covariance.of(rows, hyperparameters);
    if (covariance == null) {
      return Double.POSITIVE_INFINITY;
    }
    double[] weights = covariance.solve(y);
    double shape = Priors.AMPLITUDE_SHAPE + y.length / 2.0;
    double rate = Priors.AMPLITUDE_RATE + dot(y, weights) / 2;
    Arrays.fill(gradient, 0);
    addSlope(covariance, weights, shape / rate, hyperparameters, gradient);
    return covariance.logDeterminant() / 2
        + shape * Math.log(rate)
        + priors.penalty(logarithms, gradient);
  }

  /** Half the trace of (inverse - precision weights weights') times the covariance's derivative. */
  private void addSlope(
      Covariance covariance,
      double[] weights,
      double precision,
      Hyperparameters hyperparameters,
      double[] gradient) {
    int n = y.length;
    int d = rows.dimensions();
    double[] inverseSquares = new double[d];
    for (int j = 0; j < d; j++) {
      inverseSquares[j] = 1 / (hyperparameters.scales()[j] * hyperparameters.scales()[j]);
    }
    double[] squares = new double[d];
    double[] inverse = covariance.inverse().data;
    for (int i = 0; i < n; i++) {
      double[] row = rows.values()[i];
      for (int k = 0; k < i; k++) {
        double r2 = 0;
        for (int j = 0; j < d; j++) {
          double apart = rows.apart(row, rows.values()[k], j);
          squares[j] = apart * apart * inverseSquares[j];
          r2 += squares[j];
        }
        double share = inverse[i * n + k] - precision * weights[i] * weights[k];
        double factor = -2 * share * Matern.slope(r2);
        for (int j = 0; j < d; j++) {
          gradient[j] += factor * squares[j];
        }
      }
      double share = inverse[i * n + i] - precision * weights[i] * weights[i];
      gradient[d] += share * hyperparameters.noise() / 2;
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
