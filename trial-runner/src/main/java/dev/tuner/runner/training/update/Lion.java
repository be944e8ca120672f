package dev.tuner.runner.training.update;

/**
 * Steps of one size, in the sign of an interpolated momentum. Wants a rate 3 to 10 times smaller
 * than Adam's.
 *
 * @see <a href="https://arxiv.org/abs/2302.06675">Chen et al., Symbolic Discovery of Optimization
 *     Algorithms</a>
 */
public final class Lion extends MomentOptimizer {

  private final float beta2;

  /**
   * @param beta1 weight of the momentum against the gradient in the step, in [0, 1)
   * @param beta2 decay of the momentum, in [0, 1)
   */
  public Lion(int length, double beta1, double beta2) {
    super(length, 1, beta1);
    requireDecay("beta1", beta1);
    requireDecay("beta2", beta2);
    this.beta2 = (float) beta2;
  }

  @Override
  public void update(Part part, double learningRate) {
    float rate = (float) learningRate;
    float beta1 = (float) momentum();
    float[] momentum = moment(0);
    int end = part.block().end();
    for (int i = part.block().offset(); i < end; i++) {
      float g = part.gradient()[i];
      part.parameters()[i] -= rate * Math.signum(beta1 * momentum[i] + (1 - beta1) * g);
      momentum[i] = beta2 * momentum[i] + (1 - beta2) * g;
    }
  }
}
