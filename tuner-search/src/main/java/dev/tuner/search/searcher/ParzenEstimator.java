package dev.tuner.search.searcher;

import dev.tuner.search.Normal;
import dev.tuner.search.space.Cell;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A mixture of product densities over the unit cube, one component for each observation and a wide
 * one as the prior: Optuna's multivariate Parzen estimator.
 *
 * <p>Numbers have normal densities cut to the interval, as wide as the distance to the farther
 * neighbour; a discrete number has the probability of its cell. Categories have the weight of one
 * observation on their level, smoothed. Old observations weigh less than the newest 25.
 *
 * @see <a href="https://arxiv.org/abs/2304.11127">Watanabe, Tree-Structured Parzen Estimator</a>
 */
final class ParzenEstimator {
  private static final int FULL_WEIGHT = 25;
  private static final double SQRT_TWO_PI = Math.sqrt(2 * Math.PI);

  private final int[] levels;
  private final double[] weights;
  private final double[][] means;
  private final double[][] deviations;
  private final double[][] masses;
  private final double[][] peaks;
  private final List<Map<Cell, double[]>> ofCells;
  private final double smoothing;

  /**
   * @param rows in the order of the trials, without NaN: numbers from 0 to 1, categories as their
   *     level
   * @param levels for each coordinate the number of categories; 0 for numbers
   * @param priorWeight how much the prior weighs against one new observation
   */
  ParzenEstimator(List<double[]> rows, int[] levels, double priorWeight) {
    int components = rows.size() + 1;
    this.levels = levels;
    this.weights = weights(rows.size(), priorWeight);
    this.smoothing = priorWeight / components;
    this.means = new double[levels.length][components];
    this.deviations = new double[levels.length][];
    this.masses = new double[levels.length][components];
    this.peaks = new double[levels.length][components];
    this.ofCells = Arrays.stream(levels).mapToObj(level -> newMap()).toList();
    for (int j = 0; j < levels.length; j++) {
      for (int k = 0; k < rows.size(); k++) {
        means[j][k] = rows.get(k)[j];
      }
      means[j][rows.size()] = levels[j] == 0 ? 0.5 : -1;
      deviations[j] = levels[j] == 0 ? deviations(means[j], rows.size()) : new double[0];
      for (int k = 0; k < deviations[j].length; k++) {
        masses[j][k] = cdf(j, k, 1) - cdf(j, k, 0);
        peaks[j][k] = 1 / (SQRT_TWO_PI * deviations[j][k] * masses[j][k]);
      }
    }
  }

  private static Map<Cell, double[]> newMap() {
    return new HashMap<>();
  }

  /** For the newest 25 observations and the prior 1; before them rising from 1/n; normalised. */
  private static double[] weights(int n, double priorWeight) {
    double[] weights = new double[n + 1];
    Arrays.fill(weights, 1);
    int old = n - FULL_WEIGHT;
    for (int k = 0; k < old; k++) {
      double share = old == 1 ? 0 : (double) k / (old - 1);
      weights[k] = (1 - share) / n + share;
    }
    weights[n] = priorWeight;
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }

  private static double[] deviations(double[] means, int n) {
    double[] deviations = new double[n + 1];
    List<Integer> order =
        IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble(k -> means[k])).toList();
    double least = 1.0 / Math.min(100, n + 2);
    for (int rank = 0; rank < n; rank++) {
      double mean = means[order.get(rank)];
      // with two observations or more the ends of the interval are no neighbours
      double below = rank > 0 ? mean - means[order.get(rank - 1)] : n == 1 ? mean : 0;
      double above = rank < n - 1 ? means[order.get(rank + 1)] - mean : n == 1 ? 1 - mean : 0;
      deviations[order.get(rank)] = Math.min(1, Math.max(least, Math.max(below, above)));
    }
    deviations[n] = 1;
    return deviations;
  }

  private double cdf(int j, int k, double x) {
    return Normal.cdf((x - means[j][k]) / deviations[j][k]);
  }

  /** The logarithm of the density, or for discrete coordinates of the probability. */
  double logDensity(double[] row, Cell[] cells) {
    double[] products = weights.clone();
    double[] exponents = new double[products.length];
    for (int j = 0; j < levels.length; j++) {
      if (levels[j] > 0) {
        multiply(products, ofCategory(j, row[j]));
      } else if (cells[j].low() < cells[j].high()) {
        multiply(products, probabilities(j, cells[j]));
      } else {
        addSquares(exponents, j, row[j]);
        multiply(products, peaks[j]);
      }
    }
    double sum = 0;
    for (int k = 0; k < products.length; k++) {
      // one exponential for all coordinates: it is what costs
      sum += products[k] * Math.exp(-exponents[k] / 2);
    }
    return Math.log(sum);
  }

  private static void multiply(double[] products, double[] factors) {
    for (int k = 0; k < products.length; k++) {
      products[k] *= factors[k];
    }
  }

  private void addSquares(double[] exponents, int j, double x) {
    double[] mean = means[j];
    double[] deviation = deviations[j];
    for (int k = 0; k < exponents.length; k++) {
      double z = (x - mean[k]) / deviation[k];
      exponents[k] += z * z;
    }
  }

  private double[] ofCategory(int j, double level) {
    double[] probabilities = new double[weights.length];
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] = category(j, k, level);
    }
    return probabilities;
  }

  /** Of a discrete coordinate's cell, computed once: small ranges are drawn again and again. */
  private double[] probabilities(int j, Cell cell) {
    return ofCells.get(j).computeIfAbsent(cell, any -> ofCell(j, cell));
  }

  private double[] ofCell(int j, Cell cell) {
    double[] probabilities = new double[weights.length];
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] = (cdf(j, k, cell.high()) - cdf(j, k, cell.low())) / masses[j][k];
    }
    return probabilities;
  }

  private double category(int j, int k, double level) {
    boolean prior = k == weights.length - 1;
    if (prior) {
      return 1.0 / levels[j];
    }
    double hit = means[j][k] == level ? 1 : 0;
    return (hit + smoothing) / (1 + smoothing * levels[j]);
  }

  /** A draw from the mixture. */
  double[] sample(RandomGenerator random) {
    int k = component(random.nextDouble());
    double[] row = new double[levels.length];
    for (int j = 0; j < levels.length; j++) {
      row[j] =
          levels[j] > 0
              ? level(j, k, random.nextDouble())
              : TruncatedNormal.sample(means[j][k], deviations[j][k], random);
    }
    return row;
  }

  private int component(double point) {
    double rest = point;
    int k = 0;
    while (k < weights.length - 1 && rest >= weights[k]) {
      rest -= weights[k++];
    }
    return k;
  }

  private int level(int j, int k, double point) {
    double rest = point;
    int level = 0;
    while (level < levels[j] - 1 && rest >= category(j, k, level)) {
      rest -= category(j, k, level++);
    }
    return level;
  }

  double[] weights() {
    return weights;
  }

  double[] deviations(int j) {
    return deviations[j];
  }
}
