package dev.tuner.search.gaussian;

import dev.tuner.search.Normal;
import java.util.Arrays;

/**
 * Turns losses of any scale into values that a Gaussian process can follow: mean 0, variance 1.
 *
 * <p>The better half keeps its proportions. The worse half keeps only its order, and gets the
 * spread that a normal distribution with the better half's deviation would have; so neither a huge
 * loss nor an infinite one drowns the differences that matter.
 *
 * @see <a href="https://arxiv.org/abs/2408.11527">Song et al., The Vizier Gaussian Process Bandit
 *     Algorithm</a> (half-rank warping)
 */
final class OutputWarp {
  private OutputWarp() {}

  /**
   * @param losses ascending; positive infinity for failures
   * @return ascending; all 0 if the losses are all alike
   */
  static double[] warp(double[] losses) {
    double[] values = new double[losses.length];
    int finite = (int) Arrays.stream(losses).filter(Double::isFinite).count();
    int half = Math.min((losses.length + 1) / 2, finite);
    if (finite > 0) {
      double median = losses[half - 1];
      // halved first, because the difference of two finite losses may be infinite
      double unit = Math.max(median / 2 - losses[0] / 2, Double.MIN_NORMAL);
      for (int i = 0; i < half; i++) {
        values[i] = (losses[i] / 2 - median / 2) / unit;
      }
    }
    spread(losses, values, half);
    standardise(values);
    return values;
  }

  /** Gives the worse half the values of its ranks; equal losses share theirs. */
  private static void spread(double[] losses, double[] values, int half) {
    double squares = Arrays.stream(values).map(each -> each * each).sum();
    double deviation = squares == 0 ? 1 : Math.sqrt(squares / half);
    double median = half > 0 ? losses[half - 1] : Double.POSITIVE_INFINITY;
    for (int i = half; i < losses.length; ) {
      int end = i;
      while (end < losses.length && losses[end] == losses[i]) {
        end++;
      }
      double rank = (i + end) / 2.0 / losses.length;
      double value = losses[i] == median ? 0 : deviation * Normal.quantile(Math.max(0.5, rank));
      Arrays.fill(values, i, end, value);
      i = end;
    }
  }

  private static void standardise(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double deviation = Math.sqrt(squares / values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] = deviation == 0 ? 0 : (values[i] - mean) / deviation;
    }
  }
}
