package dev.tuner.search.pareto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Non-dominated sorting of points, each a vector of losses of which smaller ones are better. */
public final class Pareto {
  private Pareto() {}

  /** Whether {@code a} is nowhere worse than {@code b} and somewhere better. */
  public static boolean dominates(double[] a, double[] b) {
    boolean better = false;
    for (int k = 0; k < a.length; k++) {
      if (a[k] > b[k]) {
        return false;
      }
      better |= a[k] < b[k];
    }
    return better;
  }

  /**
   * The indices of the points, front by front: nobody dominates those of the first, only those of
   * the fronts before dominate those of a later one. Inside a front in the order of the points.
   *
   * @see <a href="https://doi.org/10.1109/TEVC.2014.2308305">Zhang et al., An Efficient Approach to
   *     Nondominated Sorting (ENS-BS)</a>
   */
  public static List<List<Integer>> fronts(List<double[]> points) {
    List<List<Integer>> fronts = new ArrayList<>();
    IntStream.range(0, points.size())
        .boxed()
        .sorted(Comparator.comparing(points::get, Arrays::compare))
        .forEach(index -> place(index, fronts, points));
    fronts.forEach(front -> front.sort(Comparator.naturalOrder()));
    return fronts;
  }

  /** Whoever may dominate the point was placed before it, because it is not behind in the order. */
  private static void place(int index, List<List<Integer>> fronts, List<double[]> points) {
    int low = 0;
    int high = fronts.size();
    while (low < high) {
      int middle = (low + high) / 2;
      if (isDominated(points.get(index), fronts.get(middle), points)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == fronts.size()) {
      fronts.add(new ArrayList<>());
    }
    fronts.get(low).add(index);
  }

  private static boolean isDominated(double[] point, List<Integer> front, List<double[]> points) {
    // the last ones first: they are the nearest in the order
    for (int i = front.size() - 1; i >= 0; i--) {
      if (dominates(points.get(front.get(i)), point)) {
        return true;
      }
    }
    return false;
  }

  /**
   * How far apart the neighbours of each point of a front are, summed over the losses and relative
   * to the front's extent; infinite at the ends.
   *
   * @see <a href="https://doi.org/10.1109/4235.996017">Deb et al., A Fast and Elitist
   *     Multiobjective Genetic Algorithm: NSGA-II</a>
   */
  public static double[] crowding(List<double[]> front) {
    double[] distances = new double[front.size()];
    for (int k = 0; k < (front.isEmpty() ? 0 : front.get(0).length); k++) {
      int loss = k;
      List<Integer> order =
          IntStream.range(0, front.size())
              .boxed()
              .sorted(Comparator.comparingDouble(i -> front.get(i)[loss]))
              .toList();
      double least = front.get(order.get(0))[k];
      double most = front.get(order.get(order.size() - 1))[k];
      distances[order.get(0)] = Double.POSITIVE_INFINITY;
      distances[order.get(order.size() - 1)] = Double.POSITIVE_INFINITY;
      for (int i = 1; i < order.size() - 1 && most > least; i++) {
        double gap = front.get(order.get(i + 1))[k] - front.get(order.get(i - 1))[k];
        distances[order.get(i)] += Double.isNaN(gap) ? 0 : gap / (most - least);
      }
    }
    return distances;
  }

  /** All indices, best first: front by front, and inside a front the less crowded first. */
  public static List<Integer> order(List<double[]> points) {
    List<Integer> order = new ArrayList<>(points.size());
    for (List<Integer> front : fronts(points)) {
      double[] distances = crowding(front.stream().map(points::get).toList());
      IntStream.range(0, front.size())
          .boxed()
          .sorted(Comparator.comparingDouble(i -> -distances[i]))
          .forEach(i -> order.add(front.get(i)));
    }
    return order;
  }
}
