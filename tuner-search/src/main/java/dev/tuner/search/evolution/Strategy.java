package dev.tuner.search.evolution;

import java.util.stream.IntStream;

/**
 * The constants of covariance matrix adaptation for one number of coordinates and one size of a
 * generation.
 *
 * @see <a href="https://arxiv.org/abs/1604.00772">Hansen, The CMA Evolution Strategy: A
 *     Tutorial</a>, table 1
 */
final class Strategy {
  final int dimensions;
  final int size;
  final double[] weights;
  final double effective;
  final double sigmaRate;
  final double sigmaDamping;
  final double pathRate;
  final double rankOne;
  final double rankMany;
  final double expectedLength;

  Strategy(int dimensions, int size) {
    this.dimensions = dimensions;
    this.size = size;
    double[] raw =
        IntStream.range(0, size / 2)
            .mapToDouble(i -> Math.log((size + 1) / 2.0) - Math.log(i + 1))
            .toArray();
    double sum = 0;
    double squares = 0;
    for (double each : raw) {
      sum += each;
      squares += each * each;
    }
    weights = new double[raw.length];
    for (int i = 0; i < raw.length; i++) {
      weights[i] = raw[i] / sum;
    }
    double d = dimensions;
    effective = sum * sum / squares;
    sigmaRate = (effective + 2) / (d + effective + 5);
    sigmaDamping = 1 + 2 * Math.max(0, Math.sqrt((effective - 1) / (d + 1)) - 1) + sigmaRate;
    pathRate = (4 + effective / d) / (d + 4 + 2 * effective / d);
    rankOne = 2 / ((d + 1.3) * (d + 1.3) + effective);
    rankMany =
        Math.min(
            1 - rankOne, 2 * (effective - 2 + 1 / effective) / ((d + 2) * (d + 2) + effective));
    expectedLength = Math.sqrt(d) * (1 - 1 / (4 * d) + 1 / (21 * d * d));
  }

  /** The usual size of a generation: 4 + 3 ln d. */
  static int usualSize(int dimensions) {
    return 4 + (int) (3 * Math.log(Math.max(1, dimensions)));
  }
}
