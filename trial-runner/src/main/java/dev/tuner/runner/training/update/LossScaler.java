package dev.tuner.runner.training.update;

/**
 * Dynamic loss scaling: multiplies the loss so that small gradients survive 16-bit floats, and
 * looks for the largest scale that does not overflow. A step with a gradient that is not finite is
 * skipped and halves the scale; {@value #GROWTH_INTERVAL} good steps in a row double it. Where the
 * scale cannot shrink any more, the network itself has diverged: the step is made, and shows as
 * NaN.
 *
 * @see <a href="https://arxiv.org/abs/1710.03740">Micikevicius et al., Mixed Precision Training</a>
 */
public final class LossScaler {

  /** The scale to begin with, 2^16. */
  public static final double INITIAL_SCALE = 65536;

  /** Good steps in a row after which the scale doubles. */
  public static final int GROWTH_INTERVAL = 2000;

  private static final double SMALLEST_SCALE = 0x1p-24; // below it, every fp16 gradient is zero
  private static final double LARGEST_SCALE = 0x1p40; // far above, and its gradients still fit fp32

  /**
   * What a checkpoint keeps.
   *
   * @param scale the factor on the loss, a power of two
   * @param goodSteps steps in a row without overflow, since the scale last changed
   */
  public record State(double scale, int goodSteps) {}

  private final boolean dynamic;
  private final int growthInterval;
  private State state;

  private LossScaler(boolean dynamic, double scale, int growthInterval) {
    this.dynamic = dynamic;
    this.growthInterval = growthInterval;
    this.state = new State(scale, 0);
  }

  /** No scaling: the scale is 1 and no step is skipped, so divergence shows as NaN. */
  public static LossScaler none() {
    return new LossScaler(false, 1, GROWTH_INTERVAL);
  }

  /** Dynamic scaling with the standard constants. */
  public static LossScaler dynamic() {
    return dynamic(INITIAL_SCALE, GROWTH_INTERVAL);
  }

  /** Dynamic scaling that begins at {@code scale}, a power of two. */
  public static LossScaler dynamic(double scale, int growthInterval) {
    return new LossScaler(true, scale, growthInterval);
  }

  /** The factor to multiply the loss with. */
  public double scale() {
    return state.scale();
  }

  /**
   * Takes note of one optimizer step's gradients.
   *
   * @return true to update the parameters, false to skip the step
   */
  public boolean accept(boolean finite) {
    if (!dynamic || (!finite && state.scale() == SMALLEST_SCALE)) {
      return true;
    }
    if (!finite) {
      state = new State(Math.max(SMALLEST_SCALE, state.scale() / 2), 0);
      return false;
    }
    int good = state.goodSteps() + 1;
    state =
        good < growthInterval
            ? new State(state.scale(), good)
            : new State(Math.min(LARGEST_SCALE, state.scale() * 2), 0);
    return true;
  }

  /** What a checkpoint keeps. */
  public State state() {
    return state;
  }

  /** Continues from a checkpoint. */
  public void restore(State saved) {
    state = saved;
  }
}
