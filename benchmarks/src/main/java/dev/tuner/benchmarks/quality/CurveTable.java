package dev.tuner.benchmarks.quality;

import dev.tuner.search.TrialRandom;
import dev.tuner.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A task of which many configs were trained, and no other can be. */
final class CurveTable implements Task {
  private final String task;
  private final SearchSpace space;
  private final List<List<Curve>> rows;
  private final double best;
  private final double median;
  private final double worst;

  /**
   * @param rows for each config the curves of its repetitions, at least one
   * @throws IllegalArgumentException if the median curve is not worse than the best
   */
  CurveTable(String task, SearchSpace space, List<List<Curve>> rows) {
    this.task = task;
    this.space = space;
    this.rows = List.copyOf(rows);
    List<Curve> curves = rows.stream().flatMap(List::stream).toList();
    double[] sorted = curves.stream().mapToDouble(Curve::best).sorted().toArray();
    int middle = sorted.length / 2;
    this.best = sorted[0];
    this.median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    this.worst =
        curves.stream()
            .flatMapToDouble(CurveTable::losses)
            .filter(Double::isFinite)
            .max()
            .orElseThrow();
    if (!(median > best) || !Double.isFinite(median)) {
      throw new IllegalArgumentException(
          "%s: the median %s must be worse than the best %s and finite"
              .formatted(task, median, best));
    }
  }

  /** A table in which every config was trained once. */
  static CurveTable ofSingle(String task, SearchSpace space, List<Curve> curves) {
    return new CurveTable(task, space, curves.stream().map(List::of).toList());
  }

  private static DoubleStream losses(Curve curve) {
    return IntStream.rangeClosed(1, curve.length()).mapToDouble(curve::loss);
  }

  @Override
  public String name() {
    return task;
  }

  @Override
  public SearchSpace space() {
    return space;
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public int steps() {
    return rows.stream().flatMap(List::stream).mapToInt(Curve::length).max().orElseThrow();
  }

  /**
   * The rows in an order that is a function of the seed: nothing may lean on their numbers. The
   * seed also chooses one of each config's repetitions.
   */
  @Override
  public Rows supply(long seed) {
    List<Curve> shuffled = new ArrayList<>();
    rows.forEach(row -> shuffled.add(row.get((int) (seed % row.size()))));
    RandomGenerator random = TrialRandom.of(seed);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      Collections.swap(shuffled, i, random.nextInt(i + 1));
    }
    return new Rows(space, shuffled);
  }

  /** Nothing seen yet (an infinite loss) counts as the worst finite loss of the table. */
  @Override
  public double regret(double loss) {
    return Math.min(MOST_REGRET, (Math.min(loss, worst) - best) / (median - best));
  }
}
