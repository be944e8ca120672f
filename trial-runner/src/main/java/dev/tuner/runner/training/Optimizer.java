package dev.tuner.runner.training;

import java.util.List;

/** Turns gradients into parameter updates. Its state is a counter and flat fp32 vectors. */
public interface Optimizer {

  /**
   * What a checkpoint keeps.
   *
   * @param updates updates made so far; skipped steps are none
   * @param moments flat vectors as long as the parameters
   */
  record State(long updates, List<float[]> moments) {}

  /** Updates {@code parameters} in place with this finite, unscaled gradient. */
  void update(float[] parameters, float[] gradient, double learningRate);

  /** The live state: changes with the next update. */
  State state();

  /**
   * Continues from a checkpoint.
   *
   * @throws IllegalArgumentException if the state is another optimizer's
   */
  void restore(State saved);
}
