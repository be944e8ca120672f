package dev.tuner.search.searcher;

import dev.tuner.search.pareto.Hypervolume;
import dev.tuner.search.pareto.Pareto;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts the best observations first: by the loss, or where there are several losses, by front and
 * inside a front by what each adds to the hypervolume.
 */
final class Best {
  /** Choosing by hypervolume takes too long for larger fronts: those go by crowding. */
  private static final int LARGEST_FRONT = 40;

  private static final double BEYOND_THE_WORST = 1.1;

  private Best() {}

  /** A new list, best first; among equals the earlier first. */
  static List<Observation> first(List<Observation> observations) {
    List<Observation> best = new ArrayList<>(observations);
    if (best.isEmpty() || best.get(0).losses().length == 1) {
      best.sort(Comparator.comparingDouble(Observation::loss));
      return best;
    }
    List<double[]> points = best.stream().map(Observation::losses).toList();
    List<Observation> sorted = new ArrayList<>(best.size());
    for (List<Integer> front : Pareto.fronts(points)) {
      for (int index : inside(front.stream().map(points::get).toList())) {
        sorted.add(best.get(front.get(index)));
      }
    }
    return sorted;
  }

  private static List<Integer> inside(List<double[]> front) {
    boolean finite = front.stream().allMatch(Best::isFinite);
    return finite && front.size() <= LARGEST_FRONT
        ? Hypervolume.greedy(front, reference(front))
        : Pareto.order(front);
  }

  private static boolean isFinite(double[] losses) {
    for (double loss : losses) {
      if (loss == Double.POSITIVE_INFINITY) {
        return false;
      }
    }
    return true;
  }

  /** A little behind the worst of the front, as in the paper. */
  private static double[] reference(List<double[]> front) {
    return IntStream.range(0, front.get(0).length)
        .mapToDouble(k -> beyond(front.stream().mapToDouble(point -> point[k]).max().orElse(0)))
        .toArray();
  }

  private static double beyond(double worst) {
    double factor = worst < 0 ? 2 - BEYOND_THE_WORST : BEYOND_THE_WORST;
    return worst == 0 ? 1e-12 : worst * factor;
  }
}
