package dev.tuner.benchmarks.quality;

import dev.tuner.search.searcher.Basis;
import dev.tuner.search.searcher.Suggestion;
import dev.tuner.search.space.Dimension;
import dev.tuner.search.space.SearchSpace;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The rows of a table that one study may still use; each is given away once. A config drawn at
 * random becomes any row, because the rows themselves are random draws; any other config becomes
 * the row nearest to it.
 */
final class Rows implements Supply {
  private final SearchSpace space;
  private final List<Curve> curves;
  private final double[][] points;
  private final BitSet used = new BitSet();

  Rows(SearchSpace space, List<Curve> curves) {
    this.space = space;
    this.curves = List.copyOf(curves);
    this.points =
        curves.stream().map(curve -> space.encode(curve.config())).toArray(double[][]::new);
  }

  @Override
  public boolean isEmpty() {
    return used.cardinality() == curves.size();
  }

  @Override
  public Curve take(Suggestion suggestion, RandomGenerator random) {
    return suggestion.source() == Basis.Source.RANDOM
        ? takeAny(random)
        : takeNearest(suggestion.config());
  }

  /** Any row, each with the same chance. */
  Curve takeAny(RandomGenerator random) {
    int row = used.nextClearBit(0);
    for (int skip = random.nextInt(curves.size() - used.cardinality()); skip > 0; skip--) {
      row = used.nextClearBit(row + 1);
    }
    return take(row);
  }

  /** The row nearest to a config in the unit cube; the first of equally near ones. */
  Curve takeNearest(Map<String, Object> config) {
    double[] point = space.encode(config);
    int nearest = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int row = used.nextClearBit(0); row < points.length; row = used.nextClearBit(row + 1)) {
      double square = square(point, points[row]);
      if (square < least) {
        least = square;
        nearest = row;
      }
    }
    return take(nearest);
  }

  private Curve take(int row) {
    used.set(row);
    return curves.get(row);
  }

  private double square(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = difference(space.dimensions().get(i), a[i], b[i]);
      sum += difference * difference;
    }
    return sum;
  }

  /** Levels in an order lie at i / (n - 1), so that the first and the last are 1 apart. */
  private static double difference(Dimension dimension, double a, double b) {
    return switch (dimension.kind()) {
      case CONTINUOUS -> a - b;
      case DISCRETE -> (a - b) * dimension.levels() / (dimension.levels() - 1.0);
      case CATEGORICAL -> dimension.level(a) == dimension.level(b) ? 0 : 1;
    };
  }
}
