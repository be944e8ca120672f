package dev.tuner.runner.training.update;

/**
 * Limits a gradient: first the Euclidean norm of the whole, then each value.
 *
 * @param norm the largest norm; infinity for no limit
 * @param value the largest absolute value of one parameter's gradient; infinity for no limit
 * @see <a href="https://arxiv.org/abs/1211.5063">Pascanu et al., On the difficulty of training
 *     recurrent neural networks</a>
 */
public record Clipping(double norm, double value) {

  /** No limit at all. */
  public static final Clipping NONE =
      new Clipping(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

  void apply(float[] gradient, double found) {
    if (found > norm) {
      float factor = (float) (norm / found);
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] *= factor;
      }
    }
    if (value < Double.POSITIVE_INFINITY) {
      float limit = (float) value;
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] = Math.max(-limit, Math.min(limit, gradient[i]));
      }
    }
  }
}
