package dev.tuner.runner.training.update;

import dev.tuner.runner.training.network.ParameterLayout;
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

  /**
   * One tensor's part of the flat vectors.
   *
   * @param gradient finite and unscaled
   */
  @SuppressWarnings("ArrayRecordComponent") // live vectors; never compared
  record Part(float[] parameters, float[] gradient, ParameterLayout.Block block) {}

  /**
   * Replaces what the optimizer was made with: {@code momentum} of SGD and RMSProp, {@code beta1}
   * of Adam, LAMB and Lion. AdaGrad has none, and stays as it is.
   *
   * @param value in [0, 1)
   */
  void momentum(double value);

  /** Begins the next update; {@link #update} follows for every tensor that is trained. */
  void begin();

  /** Updates one tensor's parameters in place. */
  void update(Part part, double learningRate);

  /** The live state: changes with the next update. */
  State state();

  /**
   * Continues from a checkpoint.
   *
   * @throws IllegalArgumentException if the state is another optimizer's
   */
  void restore(State saved);
}
