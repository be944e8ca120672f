package dev.tuner.search.searcher;

import java.util.List;
import java.util.random.RandomGenerator;

/** Fills the coordinates of parameters that a config does not have, as BOHB does. */
final class Imputation {
  private Imputation() {}

  /**
   * Copies of the rows without NaN: what a row lacks it takes from a random other row of the same
   * set that has it, all that this one can supply at once; a uniform draw where no row has it.
   */
  static double[][] complete(List<double[]> rows, int[] levels, RandomGenerator random) {
    double[][] complete = new double[rows.size()][];
    for (int i = 0; i < complete.length; i++) {
      complete[i] = rows.get(i).clone();
      for (int j = 0; j < levels.length; j++) {
        if (Double.isNaN(complete[i][j])) {
          fill(complete[i], j, rows, levels[j], random);
        }
      }
    }
    return complete;
  }

  private static void fill(
      double[] row, int j, List<double[]> rows, int levels, RandomGenerator random) {
    List<double[]> donors = rows.stream().filter(other -> !Double.isNaN(other[j])).toList();
    if (donors.isEmpty()) {
      row[j] = levels > 0 ? random.nextLong(levels) : random.nextDouble();
      return;
    }
    double[] donor = donors.get((int) random.nextLong(donors.size()));
    for (int k = j; k < row.length; k++) {
      if (Double.isNaN(row[k])) {
        row[k] = donor[k];
      }
    }
  }
}
