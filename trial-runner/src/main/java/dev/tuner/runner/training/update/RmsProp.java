package dev.tuner.runner.training.update;

/**
 * Divides each gradient by the root of its running mean square, as PyTorch defines it.
 *
 * @see <a href="https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf">Tieleman
 *     and Hinton, Lecture 6.5</a>
 */
public final class RmsProp extends MomentOptimizer {

  private final float decay;
  private final float epsilon;

  /**
   * @param decay of the running mean square, in [0, 1)
   * @param momentum of the divided gradients, in [0, 1)
   */
  public RmsProp(int length, double decay, double momentum, double epsilon) {
    super(length, 2, momentum);
    requireDecay("decay", decay);
    requireDecay("momentum", momentum);
    this.decay = (float) decay;
    this.epsilon = (float) epsilon;
  }

  @Override
  public void update(Part part, double learningRate) {
    float rate = (float) learningRate;
    float momentum = (float) momentum();
    float[] square = moment(0);
    float[] velocity = moment(1);
    int end = part.block().end();
    for (int i = part.block().offset(); i < end; i++) {
      float g = part.gradient()[i];
      square[i] = decay * square[i] + (1 - decay) * g * g;
      velocity[i] = momentum * velocity[i] + g / ((float) Math.sqrt(square[i]) + epsilon);
      part.parameters()[i] -= rate * velocity[i];
    }
  }
}
