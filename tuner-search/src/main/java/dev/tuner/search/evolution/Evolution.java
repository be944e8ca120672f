package dev.tuner.search.evolution;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The normal distribution that new points are drawn from, moved and shaped by generations of
 * results. Points may come from anywhere, from an older distribution or from a person: those that
 * are too far out count as if they were nearer.
 *
 * @see <a href="https://arxiv.org/abs/1604.00772">Hansen, The CMA Evolution Strategy: A
 *     Tutorial</a>
 * @see <a href="https://arxiv.org/abs/1110.4181">Hansen, Injecting External Solutions Into
 *     CMA-ES</a>
 */
public final class Evolution {
  private static final int MOST_REDRAWN = 20;
  private static final double LEAST_EIGENVALUE = 1e-14;
  private static final double LARGEST_STEP = 1;
  private static final double SETTLED = 1e-6;

  private final double firstSigma;
  private Strategy strategy;
  private double[] mean;
  private double sigma;
  private double[][] covariance;
  private double[] sigmaPath;
  private double[] covariancePath;
  private double[][] axes;
  private double[] lengths;
  private int generations;
  private int restarts;

  /**
   * @param start where the first points are drawn around, between 0 and 1
   * @param sigma how far around
   * @param size how many results are one generation
   */
  public Evolution(double[] start, double sigma, int size) {
    this.firstSigma = sigma;
    begin(start, size);
  }

  /** The usual size of a generation for so many coordinates: 4 + 3 ln d. */
  public static int usualSize(int dimensions) {
    return Strategy.usualSize(dimensions);
  }

  private void begin(double[] start, int size) {
    int d = start.length;
    strategy = new Strategy(d, size);
    mean = start.clone();
    sigma = firstSigma;
    covariance = new double[d][d];
    axes = new double[d][d];
    lengths = new double[d];
    Arrays.fill(lengths, 1);
    for (int j = 0; j < d; j++) {
      covariance[j][j] = 1;
      axes[j][j] = 1;
    }
    sigmaPath = new double[d];
    covariancePath = new double[d];
    generations = 0;
  }

  /** How many results the next generation needs. */
  public int size() {
    return strategy.size;
  }

  public int restarts() {
    return restarts;
  }

  /** Whether further generations would hardly change anything. */
  public boolean isSettled() {
    return sigma * Math.sqrt(Arrays.stream(lengths).map(x -> x * x).max().orElse(0)) < SETTLED;
  }

  /**
   * Begins anew, with generations twice as large.
   *
   * @see <a href="https://doi.org/10.1109/CEC.2005.1554902">Auger and Hansen, A Restart CMA
   *     Evolution Strategy With Increasing Population Size</a>
   */
  public void restart(double[] start) {
    restarts++;
    begin(start, 2 * strategy.size);
  }

  /**
   * Learns from one generation.
   *
   * @param points best first; coordinates that are NaN are taken for the mean
   */
  public void learn(List<double[]> points) {
    int d = strategy.dimensions;
    double[][] steps = new double[strategy.weights.length][];
    double[] step = new double[d];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = step(points.get(i));
      for (int j = 0; j < d; j++) {
        step[j] += strategy.weights[i] * steps[i][j];
      }
    }
    generations++;
    for (int j = 0; j < d; j++) {
      mean[j] = Math.min(1, Math.max(0, mean[j] + sigma * step[j]));
    }
    boolean moving = moveSigmaPath(step);
    adaptCovariance(step, steps, moving);
    double length = length(sigmaPath);
    double growth =
        strategy.sigmaRate / strategy.sigmaDamping * (length / strategy.expectedLength - 1);
    sigma = Math.min(LARGEST_STEP, sigma * Math.exp(Math.min(1, growth)));
    decompose();
  }

  /** A point relative to the mean, not farther out than one that was drawn is likely to be. */
  private double[] step(double[] point) {
    int d = strategy.dimensions;
    double[] step = new double[d];
    for (int j = 0; j < d; j++) {
      step[j] = Double.isNaN(point[j]) ? 0 : (point[j] - mean[j]) / sigma;
    }
    double most = Math.sqrt(d) + 2.0 * d / (d + 2);
    double shrink = Math.min(1, most / Math.max(most, length(whitened(step))));
    for (int j = 0; j < d; j++) {
      step[j] *= shrink;
    }
    return step;
  }

  private boolean moveSigmaPath(double[] step) {
    double[] white = whitened(step);
    double share = Math.sqrt(strategy.sigmaRate * (2 - strategy.sigmaRate) * strategy.effective);
    for (int j = 0; j < white.length; j++) {
      sigmaPath[j] = (1 - strategy.sigmaRate) * sigmaPath[j] + share * white[j];
    }
    double warmed = Math.sqrt(1 - Math.pow(1 - strategy.sigmaRate, 2.0 * generations));
    return length(sigmaPath) / warmed
        < (1.4 + 2.0 / (strategy.dimensions + 1)) * strategy.expectedLength;
  }

  private void adaptCovariance(double[] step, double[][] steps, boolean moving) {
    int d = strategy.dimensions;
    double rate = strategy.pathRate;
    double share = moving ? Math.sqrt(rate * (2 - rate) * strategy.effective) : 0;
    for (int j = 0; j < d; j++) {
      covariancePath[j] = (1 - rate) * covariancePath[j] + share * step[j];
    }
    double lost = moving ? 0 : strategy.rankOne * rate * (2 - rate);
    double keep = 1 - strategy.rankOne - strategy.rankMany + lost;
    for (int j = 0; j < d; j++) {
      for (int k = 0; k < d; k++) {
        double many = 0;
        for (int i = 0; i < steps.length; i++) {
          many += strategy.weights[i] * steps[i][j] * steps[i][k];
        }
        covariance[j][k] =
            keep * covariance[j][k]
                + strategy.rankOne * covariancePath[j] * covariancePath[k]
                + strategy.rankMany * many;
      }
    }
  }

  private void decompose() {
    int d = strategy.dimensions;
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(d, true, true);
    eigen.decompose(new DMatrixRMaj(covariance));
    for (int k = 0; k < d; k++) {
      lengths[k] = Math.sqrt(Math.max(LEAST_EIGENVALUE, eigen.getEigenvalue(k).getReal()));
      DMatrixRMaj axis = eigen.getEigenVector(k);
      for (int j = 0; j < d; j++) {
        axes[j][k] = axis.get(j, 0);
      }
    }
  }

  /** The inverse root of the covariance times a vector. */
  private double[] whitened(double[] vector) {
    int d = vector.length;
    double[] white = new double[d];
    for (int k = 0; k < d; k++) {
      double along = 0;
      for (int j = 0; j < d; j++) {
        along += axes[j][k] * vector[j];
      }
      for (int j = 0; j < d; j++) {
        white[j] += axes[j][k] * along / lengths[k];
      }
    }
    return white;
  }

  /**
   * A new point: inside of the unit cube, where need be by cutting.
   *
   * @param least for each coordinate the least deviation, so that values that can be counted go on
   *     changing
   */
  public double[] draw(double[] least, RandomGenerator random) {
    double[] point = draw(random);
    for (int i = 0; i < MOST_REDRAWN && !isInside(point); i++) {
      point = draw(random);
    }
    for (int j = 0; j < point.length; j++) {
      double deviation = sigma * Math.sqrt(covariance[j][j]);
      if (deviation < least[j]) {
        point[j] = mean[j] + least[j] * random.nextGaussian();
      }
      point[j] = Math.min(1, Math.max(0, point[j]));
    }
    return point;
  }

  private double[] draw(RandomGenerator random) {
    double[] point = mean.clone();
    for (int k = 0; k < point.length; k++) {
      double along = sigma * lengths[k] * random.nextGaussian();
      for (int j = 0; j < point.length; j++) {
        point[j] += axes[j][k] * along;
      }
    }
    return point;
  }

  private static boolean isInside(double[] point) {
    return Arrays.stream(point).allMatch(each -> each >= 0 && each <= 1);
  }

  private static double length(double[] vector) {
    return Math.sqrt(Arrays.stream(vector).map(each -> each * each).sum());
  }
}
