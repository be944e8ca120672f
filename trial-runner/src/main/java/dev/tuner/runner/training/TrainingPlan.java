package dev.tuner.runner.training;

/**
 * How long to train and in which portions.
 *
 * @param batchSize examples that go through the network together
 * @param accumulationSteps micro-batches per optimizer step; effective batch = batchSize ×
 *     accumulationSteps
 * @param evalIntervalSteps optimizer steps between evaluations
 * @param lastOptimizerStep the optimizer step after which training is over
 */
public record TrainingPlan(
    int batchSize, int accumulationSteps, long evalIntervalSteps, long lastOptimizerStep) {

  /** Examples per optimizer step. */
  public int effectiveBatch() {
    return Math.multiplyExact(batchSize, accumulationSteps);
  }

  /** Whether an evaluation follows this optimizer step; the last one always has one. */
  boolean evaluatesAfter(long optimizerStep) {
    return optimizerStep % evalIntervalSteps == 0 || optimizerStep == lastOptimizerStep;
  }
}
