package dev.tuner.runner.training.update;

import java.util.OptionalDouble;

/** The learning rate as a function of the optimizer step, from 0. */
@FunctionalInterface
public interface LearningRate {

  /**
   * What a checkpoint keeps of a rate that depends on results.
   *
   * @param factor on the rate, from 1 down
   * @param best the smallest loss seen
   * @param waited evaluations in a row that were no better
   */
  record State(double factor, double best, int waited) {
    /** Nothing seen yet. */
    public static final State FRESH = new State(1, Double.POSITIVE_INFINITY, 0);
  }

  /** The rate to use for {@code optimizerStep}. */
  double at(long optimizerStep);

  /** The momentum to use for that step; empty where the schedule leaves the optimizer its own. */
  default OptionalDouble momentum(long optimizerStep) {
    return OptionalDouble.empty();
  }

  /** Hears of an evaluation's loss; NaN counts as no better. */
  default void evaluated(double loss) {}

  /** What a checkpoint keeps. */
  default State state() {
    return State.FRESH;
  }

  /** Continues from a checkpoint. */
  default void restore(State saved) {}

  /** Rises linearly over {@code warmupSteps} steps to this schedule, which begins after it. */
  default LearningRate after(long warmupSteps) {
    return warmupSteps == 0 ? this : new WarmUp(this, warmupSteps);
  }
}
