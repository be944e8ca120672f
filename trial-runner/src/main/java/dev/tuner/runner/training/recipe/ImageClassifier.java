package dev.tuner.runner.training.recipe;

import dev.tuner.runner.trainable.Trainable;
import dev.tuner.runner.trainable.TrialContext;
import dev.tuner.runner.training.ClassificationEvaluation;
import dev.tuner.runner.training.EngineFactory;
import dev.tuner.runner.training.ShuffledExamples;
import dev.tuner.runner.training.network.Shape;
import java.util.List;
import java.util.TreeSet;

/**
 * Trains an image classifier; every field is listed in {@code docs/training.md}. Reports
 * val_accuracy and val_loss, and what every recipe reports.
 */
public final class ImageClassifier implements Trainable {

  private static final int EVALUATION_BATCH = 256;

  private final EngineFactory engines;

  public ImageClassifier(EngineFactory engines) {
    this.engines = engines;
  }

  @Override
  public void train(TrialContext trial) throws Exception {
    requireKnownNames(trial);
    var fields = Fields.of(trial.config(), trial.settings());
    var data = DataFields.load(trial.settings());
    var shape = data.images().shape();
    var image = new Shape.Image(shape.channels(), shape.height(), shape.width());
    var network = ModelFields.images(fields, image, data.images().classes());
    var loss = LossFields.classification(fields, data.trainingCounts());
    var run = new TrainingRun(engines, trial, fields);
    var shuffled = new ShuffledExamples(data.training(), run.random());
    run.train(
        new TrainingRun.Task(
            network,
            loss,
            shuffled,
            plan ->
                new ClassificationEvaluation(
                    data.validation(), Math.max(plan.batchSize(), EVALUATION_BATCH))));
  }

  private static void requireKnownNames(TrialContext trial) {
    var known = new TreeSet<>(TrainingRun.NAMES);
    known.addAll(ModelFields.IMAGE);
    known.addAll(LossFields.CLASSIFICATION);
    known.add("model");
    if (trial.settings().get("ignore") instanceof List<?> ignored) {
      ignored.forEach(name -> known.add(String.valueOf(name)));
    }
    Names.requireKnown("config.", trial.config().keySet(), known);
    known.addAll(DataFields.NAMES);
    known.addAll(List.of("type", "recipe", "ignore"));
    Names.requireKnown("trainable.", trial.settings().keySet(), known);
  }
}
