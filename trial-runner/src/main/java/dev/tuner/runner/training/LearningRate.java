package dev.tuner.runner.training;

/** The learning rate as a function of the optimizer step, from 0. */
@FunctionalInterface
public interface LearningRate {

  /** The rate to use for {@code optimizerStep}. */
  double at(long optimizerStep);

  /** Always {@code rate}. */
  static LearningRate constant(double rate) {
    return step -> rate;
  }

  /**
   * Half a cosine from {@code rate} at step 0 to 0 at {@code totalSteps}, and 0 from there on.
   *
   * @see <a href="https://arxiv.org/abs/1608.03983">Loshchilov and Hutter, SGDR</a>
   */
  static LearningRate cosine(double rate, long totalSteps) {
    return step -> rate * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, step / (double) totalSteps)));
  }

  /** Rises linearly over {@code warmupSteps} steps to this schedule, which begins after it. */
  default LearningRate after(long warmupSteps) {
    return step -> step < warmupSteps ? at(0) * (step + 1) / warmupSteps : at(step - warmupSteps);
  }
}
