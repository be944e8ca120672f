package dev.tuner.runner.training;

import dev.tuner.runner.training.network.Weights;
import dev.tuner.runner.training.update.LearningRate;
import dev.tuner.runner.training.update.LossScaler;
import dev.tuner.runner.training.update.Optimizer;
import java.util.Optional;

/**
 * Everything needed to continue training as if it had never stopped. Randomness needs the seed
 * alone: every draw is a function of it and these counters.
 *
 * @param progress how far training has come
 * @param weights the fp32 master weights
 * @param average their moving average, if one is kept
 * @param provenance what made it, for people and other programs: JSON, or empty
 * @param preparation how items are read and scaled, and what outputs mean: JSON, or empty
 */
public record TrainingState(
    Progress progress,
    LossScaler.State scaler,
    LearningRate.State learningRate,
    Optimizer.State optimizer,
    Weights weights,
    Optional<Weights> average,
    String provenance,
    String preparation) {

  /**
   * How far training has come.
   *
   * @param seed the trial's seed
   * @param step evaluations so far
   * @param optimizerStep optimizer steps so far, skipped ones included
   * @param skippedSteps optimizer steps skipped because a gradient was not finite
   * @param position where to go on in the data
   * @param microBatch examples that fit into the device's memory together
   */
  public record Progress(
      long seed,
      long step,
      long optimizerStep,
      long skippedSteps,
      DataPosition position,
      int microBatch) {}

  /** The weights to predict with: the average where one is kept. */
  public Weights best() {
    return average.orElse(weights);
  }

  /** What is predicted with, for people. */
  public String words() {
    return "the %sweights after step %d"
        .formatted(average.isPresent() ? "averaged (EMA) " : "", progress.step());
  }

  /** The same with these words about it. */
  public TrainingState describedBy(String newProvenance, String newPreparation) {
    return new TrainingState(
        progress, scaler, learningRate, optimizer, weights, average, newProvenance, newPreparation);
  }
}
