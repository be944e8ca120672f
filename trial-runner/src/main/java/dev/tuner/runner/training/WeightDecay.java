package dev.tuner.runner.training;

/**
 * Pulls weights (not biases) towards zero, once per optimizer step.
 *
 * @param rate at least 0; 0 is no decay
 * @param decoupled true: shrink the weights themselves, as AdamW does; false: add {@code rate ×
 *     weight} to the gradient (L2), as SGD and Adam do
 * @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter, Decoupled Weight Decay
 *     Regularization</a>
 */
public record WeightDecay(double rate, boolean decoupled) {
  public WeightDecay {
    if (!(rate >= 0 && Double.isFinite(rate))) {
      throw new IllegalArgumentException("weight decay must be at least 0 but was " + rate);
    }
  }

  void apply(ParameterLayout layout, float[] parameters, float[] gradient, double learningRate) {
    if (rate == 0) {
      return;
    }
    for (var block : layout.blocks()) {
      if (block.decayed()) {
        decay(block, parameters, gradient, learningRate);
      }
    }
  }

  private void decay(
      ParameterLayout.Block block, float[] parameters, float[] gradient, double learningRate) {
    int end = block.offset() + block.length();
    if (decoupled) {
      float keep = (float) (1 - learningRate * rate);
      for (int i = block.offset(); i < end; i++) {
        parameters[i] *= keep;
      }
    } else {
      float strength = (float) rate;
      for (int i = block.offset(); i < end; i++) {
        gradient[i] += strength * parameters[i];
      }
    }
  }
}
