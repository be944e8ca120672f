package dev.tuner.search.searcher;

import dev.tuner.search.space.Dimension;
import java.util.List;

/** Turns points of the unit cube into rows for a density, where a category is its level. */
record Coordinates(List<Dimension> dimensions) {

  int count() {
    return dimensions.size();
  }

  /** For each coordinate the number of categories; 0 for numbers. */
  int[] levels() {
    return dimensions.stream()
        .mapToInt(
            dimension ->
                dimension.kind() == Dimension.Kind.CATEGORICAL ? (int) dimension.levels() : 0)
        .toArray();
  }

  double[] row(double[] point) {
    double[] row = point.clone();
    for (int j = 0; j < row.length; j++) {
      Dimension dimension = dimensions.get(j);
      if (dimension.kind() == Dimension.Kind.CATEGORICAL && !Double.isNaN(row[j])) {
        row[j] = dimension.level(row[j]);
      }
    }
    return row;
  }

  double[] point(double[] row) {
    double[] point = row.clone();
    for (int j = 0; j < point.length; j++) {
      Dimension dimension = dimensions.get(j);
      if (dimension.kind() == Dimension.Kind.CATEGORICAL) {
        point[j] = dimension.unit((int) row[j]);
      }
    }
    return point;
  }
}
