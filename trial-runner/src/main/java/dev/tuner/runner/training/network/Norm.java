package dev.tuner.runner.training.network;

/**
 * How values are normalised to mean 0 and variance 1.
 *
 * @param kind over which values
 * @param size GROUP: how many groups of channels; BATCH: how many examples are normalised together
 *     (ghost batch normalisation), 0 for the whole micro-batch; LAYER: not used
 */
public record Norm(Kind kind, int size) {

  /** What is added to a variance before its root is taken. */
  public static final double EPSILON = 1e-5;

  /** Over which values mean and variance are taken. */
  public enum Kind {
    /**
     * Each channel over the examples of the micro-batch; prediction uses running statistics.
     *
     * @see <a href="https://arxiv.org/abs/1502.03167">Ioffe and Szegedy, Batch Normalization</a>
     * @see <a href="https://arxiv.org/abs/1705.08741">Hoffer et al., Train longer, generalize
     *     better (ghost batches)</a>
     */
    BATCH,
    /**
     * Each example over all its values (of a sequence: each item).
     *
     * @see <a href="https://arxiv.org/abs/1607.06450">Ba et al., Layer Normalization</a>
     */
    LAYER,
    /**
     * Each example over the values of each group of channels.
     *
     * @see <a href="https://arxiv.org/abs/1803.08494">Wu and He, Group Normalization</a>
     */
    GROUP
  }

  /** Over the whole micro-batch. */
  public static Norm batch() {
    return new Norm(Kind.BATCH, 0);
  }

  public Norm {
    if (size < 0 || (kind == Kind.GROUP && size < 1)) {
      throw new IllegalArgumentException("size must be at least 0, of groups 1, but was " + size);
    }
  }
}
