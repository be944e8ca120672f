package dev.tuner.runner.training;

/**
 * What happens to a step's accumulated gradient, in this order: unscale, check that it is finite,
 * clip, decay, update the fp32 parameters.
 *
 * @param clipNorm the largest Euclidean norm that a gradient keeps; infinity for no clipping
 */
public record UpdateRule(
    LossScaler scaler,
    double clipNorm,
    WeightDecay decay,
    Optimizer optimizer,
    LearningRate learningRate) {

  /**
   * Makes one optimizer step.
   *
   * @return false if the step was skipped: parameters and optimizer are as before
   */
  public boolean apply(
      ParameterLayout layout,
      GradientAccumulator gradients,
      float[] parameters,
      long optimizerStep) {
    double norm = gradients.unscale(scaler.scale());
    if (!scaler.accept(Double.isFinite(norm))) {
      return false;
    }
    float[] gradient = gradients.gradient();
    clip(gradient, norm);
    double rate = learningRate.at(optimizerStep);
    decay.apply(layout, parameters, gradient, rate);
    optimizer.update(parameters, gradient, rate);
    return true;
  }

  private void clip(float[] gradient, double norm) {
    if (norm > clipNorm) {
      float factor = (float) (clipNorm / norm);
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] *= factor;
      }
    }
  }
}
