package dev.tuner.runner.training.recipe;

import dev.tuner.runner.data.DataView;
import dev.tuner.runner.data.Preparation;
import dev.tuner.runner.data.PreparedData;
import dev.tuner.runner.trainable.TrialContext;
import dev.tuner.runner.training.Evaluation;
import dev.tuner.runner.training.TrainingPlan;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The fields that say on which items a network is measured, and what is kept of it. */
final class Evaluations {

  private final RecipeKind kind;
  private final Preparation preparation;
  private final Fields settings;
  private final TrialContext trial;
  private final int outputs;
  private final DataView validation;
  private final Optional<DataView> test;
  private final EvaluationNotes notes;

  /**
   * Reads all of them.
   *
   * @param settings those that are the same for all trials
   * @param outputs the number of targets of an item
   */
  Evaluations(
      RecipeKind kind, PreparedData prepared, Fields settings, TrialContext trial, int outputs)
      throws IOException {
    this.kind = kind;
    this.settings = settings;
    this.trial = trial;
    this.outputs = outputs;
    this.preparation = prepared.preparation();
    this.validation = validation(prepared, settings);
    this.test = test(prepared, settings);
    this.notes = new EvaluationNotes(settings, trial);
  }

  private static DataView validation(PreparedData prepared, Fields settings) throws IOException {
    if (!settings.has("eval_sample")) {
      return prepared.validation();
    }
    int size = settings.whole("eval_sample", 1000, 2, Integer.MAX_VALUE);
    int seed = settings.whole("split_seed", 0, 0, Integer.MAX_VALUE);
    return prepared.validationSample(size, seed);
  }

  private static Optional<DataView> test(PreparedData prepared, Fields settings) {
    if (!settings.flag("evaluate_test", false)) {
      return Optional.empty();
    }
    if (prepared.test().count() == 0) {
      throw settings.invalid("evaluate_test", "needs a 'test_fraction' above 0");
    }
    return Optional.of(prepared.test());
  }

  /** What the trained network needs of the data. */
  Preparation preparation() {
    return preparation;
  }

  EvaluationNotes notes() {
    return notes;
  }

  /** The evaluation, with batches of at least the plan's size. */
  Evaluation with(TrainingPlan plan) {
    var measured = measured(validation, plan, notes);
    if (test.isEmpty()) {
      return measured;
    }
    var none = new EvaluationNotes(Fields.of(Map.of(), Map.of()), trial);
    return new WithTest(measured, measured(test.get(), plan, none));
  }

  private Validation measured(DataView items, TrainingPlan plan, EvaluationNotes of) {
    return new Validation(
        items, () -> kind.metrics(settings, outputs), preparation::unscale, plan.batchSize(), of);
  }
}
