package dev.tuner.runner.training.recipe;

import dev.tuner.runner.training.TrainingPlan;
import java.util.OptionalLong;
import java.util.Set;

/** The fields that say how long to train and in which portions. */
final class PlanFields {

  private static final int USUAL_EPOCHS = 20;

  static final Set<String> NAMES =
      Set.of("batch_size", "accumulation_steps", "eval_interval_steps", "max_epochs", "max_steps");

  private PlanFields() {}

  /**
   * The plan for this many training examples.
   *
   * @param maxStep the last evaluation the trial is wanted for; without it and without limits of
   *     its own, a trial ends after 20 epochs
   */
  static TrainingPlan plan(Fields fields, int examples, OptionalLong maxStep) {
    int batchSize = fields.whole("batch_size", 64, 1, 65_536);
    if (batchSize > examples) {
      throw fields.invalid(
          "batch_size", "must be at most the %d training examples".formatted(examples));
    }
    int accumulation = fields.whole("accumulation_steps", 1, 1, 4096);
    long effective = (long) batchSize * accumulation;
    if (effective > examples) {
      throw fields.invalid(
          "accumulation_steps",
          "must keep batch_size × accumulation_steps at most the %d training examples"
              .formatted(examples));
    }
    int stepsPerEpoch = (int) ((examples + effective - 1) / effective);
    int interval = fields.whole("eval_interval_steps", stepsPerEpoch, 1, Integer.MAX_VALUE);
    long last = Long.MAX_VALUE;
    if (maxStep.isPresent()) {
      last = Math.multiplyExact(maxStep.getAsLong(), (long) interval);
    }
    if (fields.has("max_epochs")) {
      last = Math.min(last, (long) stepsPerEpoch * fields.whole("max_epochs", 1, 1, 1_000_000));
    }
    if (fields.has("max_steps")) {
      last = Math.min(last, fields.whole("max_steps", 1, 1, Integer.MAX_VALUE));
    }
    if (last == Long.MAX_VALUE) {
      last = (long) stepsPerEpoch * USUAL_EPOCHS;
    }
    return new TrainingPlan(batchSize, accumulation, interval, last);
  }
}
