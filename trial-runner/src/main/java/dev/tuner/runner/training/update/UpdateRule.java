package dev.tuner.runner.training.update;

import dev.tuner.runner.training.network.ParameterLayout;

/**
 * What happens to a step's accumulated gradient, in this order: unscale, check that it is finite,
 * clip, decay, update the fp32 parameters.
 */
public record UpdateRule(
    LossScaler scaler,
    Clipping clipping,
    WeightDecay decay,
    Optimizer optimizer,
    LearningRate learningRate,
    LayerRates layerRates) {

  /** With all layers learning alike. */
  public UpdateRule(
      LossScaler scaler,
      Clipping clipping,
      WeightDecay decay,
      Optimizer optimizer,
      LearningRate learningRate) {
    this(scaler, clipping, decay, optimizer, learningRate, LayerRates.EQUAL);
  }

  /**
   * Makes one optimizer step.
   *
   * @param gradient of the scaled loss; used up
   * @return the gradient's norm before clipping; if it is not finite and the loss is scaled, the
   *     step was skipped: parameters and optimizer are as before
   */
  public Outcome apply(
      ParameterLayout layout, float[] gradient, float[] parameters, long optimizerStep) {
    double norm = unscale(gradient, scaler.scale());
    if (!scaler.accept(Double.isFinite(norm))) {
      return new Outcome(norm, true);
    }
    clipping.apply(gradient, norm);
    double rate = learningRate.at(optimizerStep);
    learningRate.momentum(optimizerStep).ifPresent(optimizer::momentum);
    optimizer.begin();
    for (var block : layout.blocks()) {
      double own = rate * layerRates.of(block);
      if (own != 0) {
        var part = new Optimizer.Part(parameters, gradient, block);
        decay.apply(part, own);
        optimizer.update(part, own);
      }
    }
    return new Outcome(norm, false);
  }

  /**
   * What became of a step.
   *
   * @param gradientNorm the Euclidean norm of the unscaled gradient, before clipping
   * @param skipped whether the parameters and the optimizer are as before
   */
  public record Outcome(double gradientNorm, boolean skipped) {}

  /** Takes the scale out; the norm is not finite exactly if some gradient is not. */
  private static double unscale(float[] gradient, double scale) {
    float inverse = (float) (1 / scale); // exact: scales are powers of two
    double squares = 0; // a double holds the sum of any fp32 squares without overflow
    for (int i = 0; i < gradient.length; i++) {
      float value = gradient[i] * inverse;
      gradient[i] = value;
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }
}
