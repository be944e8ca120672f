package dev.tuner.runner.metric;

/** What several metrics read from one example's outputs. */
final class Rows {

  private Rows() {}

  /** The place of the largest value; the first of several. */
  static int largest(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  static boolean isFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /** The logarithm of the sum of exponentials, without overflow. */
  static double logSumExp(float[] values) {
    double largest = values[largest(values)];
    double sum = 0;
    for (float value : values) {
      sum += Math.exp(value - largest);
    }
    return largest + Math.log(sum);
  }
}
