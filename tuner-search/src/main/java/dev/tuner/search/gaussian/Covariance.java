package dev.tuner.search.gaussian;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;

/** The covariance of some points under a Gaussian process of variance 1, factorised. */
final class Covariance {
  /** What keeps the matrix positive definite where there is no noise. */
  private static final double EXACT = 1e-6;

  private final DMatrixRMaj inverse;
  private final double logDeterminant;

  private Covariance(DMatrixRMaj inverse, double logDeterminant) {
    this.inverse = inverse;
    this.logDeterminant = logDeterminant;
  }

  /** Null if the matrix is not positive definite to working precision. */
  static Covariance of(Rows rows, Hyperparameters hyperparameters) {
    return of(rows, hyperparameters, rows.count());
  }

  /**
   * @param noisy how many of the rows, from the first one, were observed with noise
   */
  static Covariance of(Rows rows, Hyperparameters hyperparameters, int noisy) {
    var matrix = matrix(rows, hyperparameters);
    for (int i = noisy; i < rows.count(); i++) {
      matrix.unsafe_set(i, i, 1 + EXACT);
    }
    var decomposition = new CholeskyDecompositionInner_DDRM(true);
    var solver = new LinearSolverChol_DDRM(decomposition);
    if (!solver.setA(matrix)) {
      return null;
    }
    double logarithm = 0;
    for (int i = 0; i < rows.count(); i++) {
      logarithm += 2 * Math.log(decomposition.getT().unsafe_get(i, i));
    }
    var inverse = new DMatrixRMaj(rows.count(), rows.count());
    solver.invert(inverse);
    return new Covariance(inverse, logarithm);
  }

  private static DMatrixRMaj matrix(Rows rows, Hyperparameters hyperparameters) {
    int n = rows.count();
    var matrix = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        double r2 = rows.squared(rows.values()[i], rows.values()[k], hyperparameters.scales());
        double covariance = Matern.value(r2);
        matrix.unsafe_set(i, k, covariance);
        matrix.unsafe_set(k, i, covariance);
      }
      matrix.unsafe_set(i, i, 1 + hyperparameters.noise());
    }
    return matrix;
  }

  double logDeterminant() {
    return logDeterminant;
  }

  DMatrixRMaj inverse() {
    return inverse;
  }

  /** The inverse times a vector. */
  double[] solve(double[] vector) {
    int n = vector.length;
    double[] product = new double[n];
    for (int i = 0; i < n; i++) {
      double factor = vector[i];
      int at = i * n;
      for (int k = 0; k < n; k++) {
        product[k] += factor * inverse.data[at + k];
      }
    }
    return product;
  }
}
