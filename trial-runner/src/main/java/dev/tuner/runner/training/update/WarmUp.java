package dev.tuner.runner.training.update;

import java.util.OptionalDouble;

/**
 * Rises linearly to another schedule's first rate, which it reaches in the last of {@code steps}
 * steps; then follows that schedule.
 *
 * @see <a href="https://arxiv.org/abs/1706.02677">Goyal et al., Accurate, Large Minibatch SGD</a>
 */
record WarmUp(LearningRate then, long steps) implements LearningRate {

  @Override
  public double at(long step) {
    return step < steps ? then.at(0) * (step + 1) / steps : then.at(step - steps);
  }

  @Override
  public OptionalDouble momentum(long step) {
    return then.momentum(Math.max(0, step - steps));
  }

  @Override
  public void evaluated(double loss) {
    then.evaluated(loss);
  }

  @Override
  public State state() {
    return then.state();
  }

  @Override
  public void restore(State saved) {
    then.restore(saved);
  }
}
