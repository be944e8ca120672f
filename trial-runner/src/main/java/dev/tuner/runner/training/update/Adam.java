package dev.tuner.runner.training.update;

/**
 * Adam with bias correction. With decoupled {@link WeightDecay} it is AdamW.
 *
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma and Ba, Adam</a>
 */
public final class Adam extends MomentOptimizer {

  private final double beta2;
  private final float epsilon;

  /**
   * @param beta1 decay of the gradient's running mean, in [0, 1)
   * @param beta2 decay of the squared gradient's running mean, in [0, 1)
   * @param epsilon added to the root of the mean square
   */
  public Adam(int length, double beta1, double beta2, double epsilon) {
    super(length, 2, beta1);
    requireDecay("beta1", beta1);
    requireDecay("beta2", beta2);
    this.beta2 = beta2;
    this.epsilon = (float) epsilon;
  }

  @Override
  public void update(Part part, double learningRate) {
    double beta1 = momentum();
    float keep1 = (float) beta1;
    float keep2 = (float) beta2;
    float take1 = (float) (1 - beta1);
    float take2 = (float) (1 - beta2);
    float rate = (float) (learningRate / (1 - Math.pow(beta1, updates())));
    float correction = (float) (1 / Math.sqrt(1 - Math.pow(beta2, updates())));
    float[] mean = moment(0);
    float[] square = moment(1);
    float[] gradient = part.gradient();
    float[] parameters = part.parameters();
    int end = part.block().end();
    for (int i = part.block().offset(); i < end; i++) {
      float g = gradient[i];
      float m = keep1 * mean[i] + take1 * g;
      float v = keep2 * square[i] + take2 * g * g;
      mean[i] = m;
      square[i] = v;
      parameters[i] -= rate * m / ((float) Math.sqrt(v) * correction + epsilon);
    }
  }
}
