package dev.tuner.runner.training.update;

/**
 * Stochastic gradient descent with heavy-ball or Nesterov momentum, as PyTorch defines them.
 *
 * @see <a href="https://proceedings.mlr.press/v28/sutskever13.html">Sutskever et al., On the
 *     importance of initialization and momentum</a>
 */
public final class Sgd extends MomentOptimizer {

  private final boolean nesterov;

  /**
   * @param momentum from 0 (none) to below 1
   * @param nesterov whether the gradient is looked at after the coming momentum step
   */
  public Sgd(int length, double momentum, boolean nesterov) {
    super(length, 1, momentum);
    requireDecay("momentum", momentum);
    this.nesterov = nesterov;
  }

  @Override
  public void update(Part part, double learningRate) {
    float rate = (float) learningRate;
    float momentum = (float) momentum();
    float[] velocity = moment(0);
    float[] gradient = part.gradient();
    float[] parameters = part.parameters();
    float again = nesterov ? momentum : 0;
    float once = nesterov ? 1 : 0;
    int end = part.block().end();
    for (int i = part.block().offset(); i < end; i++) {
      float v = momentum * velocity[i] + gradient[i];
      velocity[i] = v;
      parameters[i] -= rate * (once * gradient[i] + (nesterov ? again : 1) * v);
    }
  }
}
