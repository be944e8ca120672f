package dev.tuner.runner.training.recipe;

import java.util.ArrayList;
import java.util.List;

/**
 * Notices a metric that goes up and down with the period of an epoch: what the network saw last
 * decides how it is measured, because the data is not shuffled, or the validation items are close
 * relatives of some training items. Needs four evaluations an epoch and four epochs to say
 * anything.
 */
final class EpochSwing {

  private static final int LEAST_EPOCHS = 4;
  private static final int LEAST_PHASES = 4;
  private static final double CLEAR_SHARE = 0.7;

  private record Point(double epoch, double value) {}

  private final List<Point> points = new ArrayList<>();

  /**
   * Adds an evaluation.
   *
   * @param epoch epochs trained so far, with fraction
   */
  void add(double epoch, double value) {
    points.add(new Point(epoch, value));
  }

  /**
   * The share of the metric's ups and downs (its distance from its own mean over an epoch) that the
   * place in the epoch explains, from 0 to 1; NaN while there is too little to say. By chance it is
   * about one divided by the number of epochs.
   */
  double share() {
    int phases = phases();
    if (phases < LEAST_PHASES || points.size() < LEAST_EPOCHS * phases + phases) {
      return Double.NaN;
    }
    var sums = new double[phases];
    var counts = new int[phases];
    double total = 0;
    for (int i = phases / 2; i + (phases + 1) / 2 <= points.size(); i++) {
      double rest = points.get(i).value() - mean(i - phases / 2, phases);
      sums[i % phases] += rest;
      counts[i % phases]++;
      total += rest * rest;
    }
    double explained = 0;
    for (int phase = 0; phase < phases; phase++) {
      explained += sums[phase] * sums[phase] / Math.max(1, counts[phase]);
    }
    return total > 0 ? explained / total : 0;
  }

  /** Whether the swing is too clear to be chance. */
  boolean isClear() {
    return share() > CLEAR_SHARE;
  }

  /** Evaluations in an epoch; 0 if that is no whole number. */
  private int phases() {
    if (points.size() < 2) {
      return 0;
    }
    double each = 1 / (points.get(1).epoch() - points.get(0).epoch());
    return Math.abs(each - Math.rint(each)) < 0.05 * each ? (int) Math.rint(each) : 0;
  }

  private double mean(int from, int count) {
    return points.subList(from, from + count).stream()
        .mapToDouble(Point::value)
        .average()
        .orElseThrow();
  }
}
