package dev.tuner.runner.training.update;

import dev.tuner.runner.training.network.Weights;

/**
 * An exponential moving average of the weights, usually better than the last ones. Early on it
 * follows faster, so that the first random weights are soon forgotten.
 *
 * @see <a href="https://doi.org/10.1137/0330046">Polyak and Juditsky, Acceleration of Stochastic
 *     Approximation by Averaging</a>
 */
public final class WeightAverage {

  private final double decay;
  private final Weights average;

  /**
   * @param decay the share of the average that stays at each step, in (0, 1)
   */
  public WeightAverage(Weights first, double decay) {
    this.decay = decay;
    this.average = first.copy();
  }

  /**
   * Takes in the weights after a step.
   *
   * @param updates optimizer steps so far, this one included
   */
  public void add(Weights weights, long updates) {
    float take = (float) (1 - Math.min(decay, (1.0 + updates) / (10.0 + updates)));
    mix(average.parameters(), weights.parameters(), take);
    mix(average.statistics(), weights.statistics(), take);
  }

  private static void mix(float[] average, float[] latest, float take) {
    for (int i = 0; i < average.length; i++) {
      average[i] += take * (latest[i] - average[i]);
    }
  }

  /** The live average. */
  public Weights weights() {
    return average;
  }
}
