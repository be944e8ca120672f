package dev.tuner.runner.training.update;

/**
 * Divides each gradient by the root of the sum of its squares so far: rare features keep learning.
 *
 * @see <a href="https://jmlr.org/papers/v12/duchi11a.html">Duchi et al., Adaptive Subgradient
 *     Methods</a>
 */
public final class AdaGrad extends MomentOptimizer {

  private final float epsilon;

  public AdaGrad(int length, double epsilon) {
    super(length, 1, 0);
    this.epsilon = (float) epsilon;
  }

  @Override
  public void update(Part part, double learningRate) {
    float rate = (float) learningRate;
    float[] squares = moment(0);
    int end = part.block().end();
    for (int i = part.block().offset(); i < end; i++) {
      float g = part.gradient()[i];
      squares[i] += g * g;
      part.parameters()[i] -= rate * g / ((float) Math.sqrt(squares[i]) + epsilon);
    }
  }
}
