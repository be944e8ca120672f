package dev.tuner.runner.training.update;

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

  /** No decay. */
  public static final WeightDecay NONE = new WeightDecay(0, false);

  public WeightDecay {
    if (!(rate >= 0 && Double.isFinite(rate))) {
      throw new IllegalArgumentException("weight decay must be at least 0 but was " + rate);
    }
  }

  void apply(Optimizer.Part part, double learningRate) {
    if (rate == 0 || !part.block().decayed()) {
      return;
    }
    float[] parameters = part.parameters();
    int end = part.block().end();
    if (decoupled) {
      float keep = (float) (1 - learningRate * rate);
      for (int i = part.block().offset(); i < end; i++) {
        parameters[i] *= keep;
      }
    } else {
      float strength = (float) rate;
      for (int i = part.block().offset(); i < end; i++) {
        part.gradient()[i] += strength * parameters[i];
      }
    }
  }
}
