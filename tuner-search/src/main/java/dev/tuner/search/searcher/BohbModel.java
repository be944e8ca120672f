package dev.tuner.search.searcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The pair of densities over good and bad configs. */
final class BohbModel {
  /** More rows make a suggestion slower and the densities hardly different. */
  private static final int MOST_GOOD = 400;

  private static final int MOST_BAD = 800;
  private static final double TINY = 1e-32;

  private final KernelDensity good;
  private final KernelDensity bad;

  private BohbModel(KernelDensity good, KernelDensity bad) {
    this.good = good;
    this.bad = bad;
  }

  /**
   * @param best observations, best first; at least {@code 2 * minPoints}
   * @param running further configs that count as bad
   * @param random fills in the coordinates of parameters that a config does not have
   */
  static BohbModel fit(
      List<double[]> best,
      List<double[]> running,
      int[] levels,
      BohbSettings settings,
      RandomGenerator random) {
    int n = best.size();
    int minPoints = settings.minPoints(levels.length);
    int goods = Math.max(minPoints, settings.topPercent() * n / 100);
    int bads = Math.max(minPoints, (100 - settings.topPercent()) * n / 100);
    List<double[]> goodRows = Thinning.evenly(best.subList(0, goods), List.of(), MOST_GOOD);
    List<double[]> badRows =
        Thinning.evenly(best.subList(goods, Math.min(n, goods + bads)), running, MOST_BAD);
    return new BohbModel(
        density(goodRows, levels, settings, random), density(badRows, levels, settings, random));
  }

  private static KernelDensity density(
      List<double[]> rows, int[] levels, BohbSettings settings, RandomGenerator random) {
    return new KernelDensity(
        Imputation.complete(rows, levels, random), levels, settings.minBandwidth());
  }

  KernelDensity good() {
    return good;
  }

  KernelDensity bad() {
    return bad;
  }

  /** How much more likely the point is under the bad configs; smaller is better. */
  double score(double[] x) {
    return Math.max(TINY, bad.density(x)) / Math.max(TINY, good.density(x));
  }

  /**
   * Points near good configs, the most promising first. They are drawn one after the other and
   * scored side by side, because whoever asks for a config waits for it.
   */
  List<Candidate> candidates(BohbSettings settings, RandomGenerator random) {
    List<double[]> drawn = new ArrayList<>();
    for (int i = 0; i < settings.samples(); i++) {
      drawn.add(good.near(random, settings.bandwidthFactor()));
    }
    List<Map.Entry<double[], Double>> scored =
        drawn.parallelStream().map(row -> Map.entry(row, score(row))).toList();
    return scored.stream()
        .sorted(Map.Entry.comparingByValue())
        .map(
            each ->
                Candidate.scored(each.getKey(), Basis.Measure.DENSITY_RATIO, 1 / each.getValue()))
        .toList();
  }
}
