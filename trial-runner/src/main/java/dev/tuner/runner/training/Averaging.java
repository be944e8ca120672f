package dev.tuner.runner.training;

import java.util.OptionalDouble;

/**
 * What is averaged over optimizer steps.
 *
 * @param statisticsMomentum the share of each step's statistics in the running statistics of batch
 *     normalisation, in (0, 1]
 * @param weightsDecay the share of the averaged weights that stays at each step; empty to keep no
 *     average and evaluate the latest weights
 */
public record Averaging(double statisticsMomentum, OptionalDouble weightsDecay) {

  /** PyTorch's momentum of 0.1, and no average of the weights. */
  public static final Averaging USUAL = new Averaging(0.1, OptionalDouble.empty());
}
