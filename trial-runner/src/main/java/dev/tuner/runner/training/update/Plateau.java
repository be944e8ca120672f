package dev.tuner.runner.training.update;

/**
 * Lowers the rate when the evaluations' loss has not improved for a while, as PyTorch's
 * ReduceLROnPlateau does.
 */
public final class Plateau implements LearningRate {

  private static final double NOTICEABLE = 1e-4; // relative to the best

  private final double rate;
  private final double end;
  private final double factor;
  private final int patience;
  private State state = State.FRESH;

  /**
   * @param end the lowest rate
   * @param factor what the rate is multiplied with, in (0, 1)
   * @param patience evaluations without improvement that are borne
   */
  public Plateau(double rate, double end, double factor, int patience) {
    this.rate = rate;
    this.end = end;
    this.factor = factor;
    this.patience = patience;
  }

  @Override
  public double at(long optimizerStep) {
    return Math.max(end, rate * state.factor());
  }

  @Override
  public void evaluated(double loss) {
    if (loss < state.best() - NOTICEABLE * Math.abs(state.best())
        || (state.best() == Double.POSITIVE_INFINITY && Double.isFinite(loss))) {
      state = new State(state.factor(), loss, 0);
    } else if (state.waited() < patience) {
      state = new State(state.factor(), state.best(), state.waited() + 1);
    } else {
      state = new State(state.factor() * factor, state.best(), 0);
    }
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public void restore(State saved) {
    state = saved;
  }
}
