package dev.tuner.benchmarks.quality;

import dev.tuner.search.TrialRandom;
import dev.tuner.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** The learning curves of many configs of one task. */
final class CurveTable {
  private final String task;
  private final SearchSpace space;
  private final List<Curve> curves;
  private final double best;
  private final double median;
  private final double worst;

  /**
   * @throws IllegalArgumentException if the median config is not worse than the best
   */
  CurveTable(String task, SearchSpace space, List<Curve> curves) {
    this.task = task;
    this.space = space;
    this.curves = List.copyOf(curves);
    double[] sorted = curves.stream().mapToDouble(Curve::best).sorted().toArray();
    int middle = sorted.length / 2;
    this.best = sorted[0];
    this.median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    this.worst =
        curves.stream()
            .flatMap(curve -> curve.losses().stream())
            .filter(Double::isFinite)
            .max(Double::compare)
            .orElseThrow();
    if (!(median > best) || !Double.isFinite(median)) {
      throw new IllegalArgumentException(
          "%s: the median %s must be worse than the best %s and finite"
              .formatted(task, median, best));
    }
  }

  String task() {
    return task;
  }

  SearchSpace space() {
    return space;
  }

  /** How many configs there are. */
  int size() {
    return curves.size();
  }

  /** How many steps the longest training has. */
  int steps() {
    return curves.stream().mapToInt(Curve::length).max().orElseThrow();
  }

  /** The rows in an order that is a function of the seed: nothing may lean on their numbers. */
  Rows shuffled(long seed) {
    List<Curve> shuffled = new ArrayList<>(curves);
    RandomGenerator random = TrialRandom.of(seed);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      Collections.swap(shuffled, i, random.nextInt(i + 1));
    }
    return new Rows(space, shuffled);
  }

  /**
   * 0 for the best loss of the table, 1 for the best loss of its median config. Nothing seen yet
   * (an infinite loss) counts as the worst finite loss of the table.
   */
  double regret(double loss) {
    return (Math.min(loss, worst) - best) / (median - best);
  }
}
