package dev.tuner.runner.training.update;

/**
 * Adam whose step is, tensor by tensor, as long as the learning rate times the tensor itself: for
 * very large batches. Weight decay is part of the step whose length is measured.
 *
 * @see <a href="https://arxiv.org/abs/1904.00962">You et al., Large Batch Optimization for Deep
 *     Learning</a>
 */
public final class Lamb extends MomentOptimizer {

  private final double beta2;
  private final double epsilon;
  private final double decay;
  private final float[] step;

  /**
   * @param beta1 decay of the gradient's running mean, in [0, 1)
   * @param beta2 decay of the squared gradient's running mean, in [0, 1)
   * @param decay weight decay, at least 0
   */
  public Lamb(int length, double beta1, double beta2, double epsilon, double decay) {
    super(length, 2, beta1);
    requireDecay("beta1", beta1);
    requireDecay("beta2", beta2);
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.decay = decay;
    this.step = new float[length];
  }

  @Override
  public void update(Part part, double learningRate) {
    float[] parameters = part.parameters();
    double weight = part.block().decayed() ? decay : 0;
    int end = part.block().end();
    double own = 0;
    double moved = 0;
    for (int i = part.block().offset(); i < end; i++) {
      float direction = direction(i, part.gradient()[i]) + (float) weight * parameters[i];
      step[i] = direction;
      own += (double) parameters[i] * parameters[i];
      moved += (double) direction * direction;
    }
    double trust = own > 0 && moved > 0 ? Math.sqrt(own / moved) : 1;
    float rate = (float) (learningRate * trust);
    for (int i = part.block().offset(); i < end; i++) {
      parameters[i] -= rate * step[i];
    }
  }

  private float direction(int i, float g) {
    double beta1 = momentum();
    float[] mean = moment(0);
    float[] square = moment(1);
    mean[i] = (float) (beta1 * mean[i] + (1 - beta1) * g);
    square[i] = (float) (beta2 * square[i] + (1 - beta2) * g * g);
    double m = mean[i] / (1 - Math.pow(beta1, updates()));
    double v = square[i] / (1 - Math.pow(beta2, updates()));
    return (float) (m / (Math.sqrt(v) + epsilon));
  }
}
