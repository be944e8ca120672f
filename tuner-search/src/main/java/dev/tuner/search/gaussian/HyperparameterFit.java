package dev.tuner.search.gaussian;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** Finds the most probable hyperparameters: the best of several starts, followed downhill. */
final class HyperparameterFit {
  private static final int DRAWN = 4;
  private static final int FOLLOWED = 2;
  private static final int ITERATIONS = 20;

  private HyperparameterFit() {}

  /**
   * @param y one value for each row, about 0
   */
  static Hyperparameters of(Rows rows, double[] y, RandomGenerator random) {
    var priors = new Priors(rows.dimensions());
    var likelihood = new MarginalLikelihood(rows, y, priors);
    var minimizer = new BoxMinimizer(priors.low(), priors.high(), ITERATIONS);
    List<BoxMinimizer.Minimum> starts = new ArrayList<>();
    for (double[] start : starts(priors, random)) {
      starts.add(minimizer.valued(start, likelihood));
    }
    starts.sort(Comparator.comparingDouble(BoxMinimizer.Minimum::value));
    BoxMinimizer.Minimum best = starts.get(0);
    for (BoxMinimizer.Minimum start : starts.subList(0, FOLLOWED)) {
      BoxMinimizer.Minimum end = minimizer.from(start.x(), likelihood);
      best = end.value() < best.value() ? end : best;
    }
    return Hyperparameters.of(best.x());
  }

  private static List<double[]> starts(Priors priors, RandomGenerator random) {
    List<double[]> starts = new ArrayList<>();
    starts.add(priors.start(0));
    starts.add(priors.start(-1));
    starts.add(priors.start(-2));
    for (int i = 0; i < DRAWN; i++) {
      starts.add(priors.draw(random));
    }
    return starts;
  }
}
