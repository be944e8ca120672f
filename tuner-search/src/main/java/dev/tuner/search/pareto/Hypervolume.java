package dev.tuner.search.pareto;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The volume that points dominate below a reference point, and which points contribute most to it.
 */
public final class Hypervolume {
  private Hypervolume() {}

  /**
   * The volume. Exact, by slices along the last loss: quick for two losses, and for small fronts of
   * more.
   *
   * @param reference points that are not better than it everywhere count for nothing
   */
  public static double of(List<double[]> points, double[] reference) {
    List<double[]> inside = points.stream().filter(point -> isBelow(point, reference)).toList();
    return volume(inside, reference, reference.length);
  }

  private static boolean isBelow(double[] point, double[] reference) {
    for (int k = 0; k < reference.length; k++) {
      if (!(point[k] < reference[k])) {
        return false;
      }
    }
    return true;
  }

  private static double volume(List<double[]> points, double[] reference, int losses) {
    if (losses == 1) {
      return points.stream().mapToDouble(point -> reference[0] - point[0]).max().orElse(0);
    }
    int last = losses - 1;
    List<double[]> sorted =
        points.stream().sorted(Comparator.comparingDouble(point -> point[last])).toList();
    double sum = 0;
    for (int i = 0; i < sorted.size(); i++) {
      double end = i + 1 < sorted.size() ? sorted.get(i + 1)[last] : reference[last];
      double thickness = end - sorted.get(i)[last];
      if (thickness > 0) {
        sum += thickness * volume(sorted.subList(0, i + 1), reference, last);
      }
    }
    return sum;
  }

  /**
   * The indices of the points in the order in which they add most to the volume of those before:
   * each prefix is a greedy choice of that many.
   *
   * @see <a href="https://doi.org/10.1145/3377930.3389817">Ozaki et al., Multiobjective
   *     tree-structured Parzen estimator</a>
   */
  public static List<Integer> greedy(List<double[]> points, double[] reference) {
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      left.add(i);
    }
    List<Integer> chosen = new ArrayList<>();
    List<double[]> taken = new ArrayList<>();
    while (!left.isEmpty()) {
      int best = left.get(0);
      double most = Double.NEGATIVE_INFINITY;
      for (int candidate : left) {
        taken.add(points.get(candidate));
        double volume = of(taken, reference);
        taken.remove(taken.size() - 1);
        if (volume > most) {
          most = volume;
          best = candidate;
        }
      }
      chosen.add(best);
      taken.add(points.get(best));
      left.remove(Integer.valueOf(best));
    }
    return chosen;
  }
}
