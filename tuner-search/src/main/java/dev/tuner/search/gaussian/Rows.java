package dev.tuner.search.gaussian;

import java.util.Arrays;

/**
 * Points that a Gaussian process learns from.
 *
 * @param values one row for each point: numbers from 0 to 1, categories as their level
 * @param categorical which coordinates are categories: two of them are either the same or 1 apart,
 *     which is what one-hot coding with one length scale amounts to
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Rows(double[][] values, boolean[] categorical) {

  int count() {
    return values.length;
  }

  int dimensions() {
    return categorical.length;
  }

  /** How far apart two points are along one coordinate, with its sign. */
  double apart(double[] a, double[] b, int j) {
    return categorical[j] ? (a[j] == b[j] ? 0 : 1) : a[j] - b[j];
  }

  /** The sum of the squared distances, each over its length scale. */
  double squared(double[] a, double[] b, double[] scales) {
    double sum = 0;
    for (int j = 0; j < scales.length; j++) {
      double difference = apart(a, b, j) / scales[j];
      sum += difference * difference;
    }
    return sum;
  }

  /** The points with these indices. */
  Rows only(int[] indices) {
    return new Rows(
        Arrays.stream(indices).mapToObj(i -> values[i]).toArray(double[][]::new), categorical);
  }

  /** These points and then those. */
  Rows and(double[][] more) {
    double[][] all = Arrays.copyOf(values, values.length + more.length);
    System.arraycopy(more, 0, all, values.length, more.length);
    return new Rows(all, categorical);
  }
}
