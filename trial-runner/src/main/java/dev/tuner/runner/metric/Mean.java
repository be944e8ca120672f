package dev.tuner.runner.metric;

/**
 * A running mean and its standard error.
 *
 * @see <a href="https://doi.org/10.1080/00401706.1962.10490022">Welford, Note on a method for
 *     calculating corrected sums of squares and products</a>
 */
final class Mean {

  private long count;
  private double mean;
  private double squares; // of the distances from the mean

  void add(double value) {
    count++;
    double distance = value - mean;
    mean += distance / count;
    squares += distance * (value - mean);
  }

  long count() {
    return count;
  }

  /** NaN if nothing was added. */
  double value() {
    return count == 0 ? Double.NaN : mean;
  }

  /** The sum of squared distances from the mean. */
  double squaredDistances() {
    return squares;
  }

  /** How far the mean of other samples of this size would typically be from the true one. */
  double standardError() {
    return count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1) / count);
  }
}
