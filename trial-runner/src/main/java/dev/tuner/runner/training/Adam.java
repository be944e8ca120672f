package dev.tuner.runner.training;

import java.util.List;

/**
 * Adam with bias correction. With decoupled {@link WeightDecay} it is AdamW.
 *
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma and Ba, Adam</a>
 */
public final class Adam implements Optimizer {

  private static final float EPSILON = 1e-8f;

  private final double beta1;
  private final double beta2;
  private final float[] mean;
  private final float[] square;
  private long updates;

  /**
   * @param beta1 decay of the gradient's running mean, in [0, 1)
   * @param beta2 decay of the squared gradient's running mean, in [0, 1)
   */
  public Adam(int length, double beta1, double beta2) {
    if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
      throw new IllegalArgumentException(
          "betas must be in [0, 1) but were %s and %s".formatted(beta1, beta2));
    }
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.mean = new float[length];
    this.square = new float[length];
  }

  @Override
  public void update(float[] parameters, float[] gradient, double learningRate) {
    updates++;
    float keep1 = (float) beta1;
    float keep2 = (float) beta2;
    float take1 = (float) (1 - beta1);
    float take2 = (float) (1 - beta2);
    float rate = (float) (learningRate / (1 - Math.pow(beta1, (double) updates)));
    float correction = (float) (1 / Math.sqrt(1 - Math.pow(beta2, (double) updates)));
    for (int i = 0; i < mean.length; i++) {
      float g = gradient[i];
      float m = keep1 * mean[i] + take1 * g;
      float v = keep2 * square[i] + take2 * g * g;
      mean[i] = m;
      square[i] = v;
      parameters[i] -= rate * m / ((float) Math.sqrt(v) * correction + EPSILON);
    }
  }

  @Override
  public State state() {
    return new State(updates, List.of(mean, square));
  }

  @Override
  public void restore(State saved) {
    Moments.copy(saved, List.of(mean, square));
    updates = saved.updates();
  }
}
