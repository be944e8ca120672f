package dev.tuner.search.gaussian;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * What was observed, as a judge of points that were not: the more improvement a point promises, the
 * smaller its score.
 */
public final class Surrogate {
  /** More rows make the fit slower and the hyperparameters hardly different. */
  private static final int MOST_FITTED = 100;

  /** More rows make a suggestion slower and hardly different. */
  private static final int MOST_ROWS = 200;

  private static final int ITERATIONS = 15;

  private final Acquisition acquisition;

  private Surrogate(Acquisition acquisition) {
    this.acquisition = acquisition;
  }

  /**
   * Learns from observations.
   *
   * @param rows the points, best first
   * @param losses of the points, ascending; positive infinity for failures
   * @param pending points whose values are on their way
   * @param random draws some of the hyperparameters that the fit starts from
   */
  public static Surrogate of(
      Rows rows, double[] losses, double[][] pending, RandomGenerator random) {
    double[] y = OutputWarp.warp(losses);
    int[] fitted = some(y.length, MOST_FITTED);
    Hyperparameters hyperparameters =
        HyperparameterFit.of(rows.only(fitted), only(y, fitted), random);
    int[] known = some(y.length, MOST_ROWS);
    GaussianProcess process = GaussianProcess.of(rows.only(known), only(y, known), hyperparameters);
    return new Surrogate(new Acquisition(process.imagining(pending)));
  }

  /** The best ones, and others spread evenly over the rest: half and half. */
  private static int[] some(int n, int most) {
    if (n <= most) {
      return IntStream.range(0, n).toArray();
    }
    int best = most / 2;
    return IntStream.range(0, most)
        .map(i -> i < best ? i : best + (int) ((long) (i - best) * (n - best) / (most - best)))
        .toArray();
  }

  private static double[] only(double[] y, int[] indices) {
    return Arrays.stream(indices).mapToDouble(i -> y[i]).toArray();
  }

  /** Minus the logarithm of the improvement that is expected at a point. */
  public double score(double[] point) {
    return acquisition.at(point);
  }

  /**
   * The point with the least score downhill from this one.
   *
   * @param movable the coordinates that may change, between 0 and 1; not categories
   */
  public double[] descend(double[] point, boolean[] movable) {
    double[] low = point.clone();
    double[] high = point.clone();
    for (int j = 0; j < point.length; j++) {
      low[j] = movable[j] ? 0 : point[j];
      high[j] = movable[j] ? 1 : point[j];
    }
    return new BoxMinimizer(low, high, ITERATIONS).from(point, acquisition).x();
  }
}
