package dev.tuner.search.searcher;

import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;

/**
 * A product-kernel density over the coordinates of a space, as BOHB uses it: Gaussian kernels for
 * numbers, Aitchison-Aitken kernels for categories, one bandwidth for each coordinate by the normal
 * reference rule.
 *
 * <p>Repaired against the original: the number of categories is the declared one and not how many
 * occur in the data, and the bandwidth of a category is capped where its kernel is uniform; so a
 * density is always finite and never negative.
 *
 * @see <a href="https://arxiv.org/abs/1807.01774">Falkner et al., BOHB</a>
 */
final class KernelDensity {
  private static final double SQRT_TWO_PI = Math.sqrt(2 * Math.PI);

  private final double[][] rows;
  private final int[] levels;
  private final double[] bandwidths;
  private final double[] perBandwidth;

  /**
   * @param rows numbers from 0 to 1, categories as their level
   * @param levels for each coordinate the number of categories; 0 for numbers
   */
  KernelDensity(double[][] rows, int[] levels, double minBandwidth) {
    this.rows = rows;
    this.levels = levels;
    this.bandwidths = new double[levels.length];
    double shrink = 1.06 * Math.pow(rows.length, -1.0 / (4 + levels.length));
    for (int j = 0; j < levels.length; j++) {
      double bandwidth = Math.max(minBandwidth, shrink * deviation(j));
      bandwidths[j] =
          levels[j] > 0 ? Math.min(bandwidth, (levels[j] - 1.0) / levels[j]) : bandwidth;
    }
    this.perBandwidth = DoubleStream.of(bandwidths).map(bandwidth -> 1 / bandwidth).toArray();
  }

  private double deviation(int j) {
    double sum = 0;
    for (double[] row : rows) {
      sum += row[j];
    }
    double mean = sum / rows.length;
    double squares = 0;
    for (double[] row : rows) {
      squares += (row[j] - mean) * (row[j] - mean);
    }
    return Math.sqrt(squares / rows.length);
  }

  double[] bandwidths() {
    return bandwidths;
  }

  double density(double[] x) {
    double scale = 1;
    for (int j = 0; j < levels.length; j++) {
      scale *= levels[j] == 0 ? SQRT_TWO_PI * bandwidths[j] : 1;
    }
    double sum = 0;
    for (double[] row : rows) {
      sum += kernel(row, x);
    }
    return sum / (rows.length * scale);
  }

  private double kernel(double[] row, double[] x) {
    double exponent = 0;
    double weight = 1;
    for (int j = 0; j < levels.length; j++) {
      if (levels[j] == 0) {
        double z = (x[j] - row[j]) * perBandwidth[j];
        exponent += z * z;
      } else if (levels[j] > 1) {
        weight *= x[j] == row[j] ? 1 - bandwidths[j] : bandwidths[j] / (levels[j] - 1);
      }
    }
    return weight * Math.exp(-exponent / 2);
  }

  /** A point near one of the rows: each number from a kernel wider by {@code factor}, in [0, 1]. */
  double[] near(RandomGenerator random, double factor) {
    double[] row = rows[(int) random.nextLong(rows.length)];
    double[] x = new double[levels.length];
    for (int j = 0; j < levels.length; j++) {
      if (levels[j] == 0) {
        x[j] = TruncatedNormal.sample(row[j], factor * bandwidths[j], random);
      } else {
        boolean keep = random.nextDouble() < 1 - bandwidths[j];
        x[j] = keep ? row[j] : random.nextLong(levels[j]);
      }
    }
    return x;
  }
}
