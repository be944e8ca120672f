package dev.tuner.runner.training.recipe;

import dev.tuner.runner.trainable.Trainable;
import dev.tuner.runner.trainable.TrialContext;
import dev.tuner.runner.training.ClassificationEvaluation;
import dev.tuner.runner.training.EngineFactory;
import dev.tuner.runner.training.RandomStreams;
import dev.tuner.runner.training.ShuffledExamples;
import dev.tuner.runner.training.TrainingCheckpoint;
import dev.tuner.runner.training.TrainingLoop;
import dev.tuner.runner.training.TrainingPlan;
import java.util.List;
import java.util.TreeSet;

/**
 * Trains an image classifier; every field is listed in {@code docs/image_classifier.md}. Reports
 * val_accuracy, val_loss, train_loss, learning_rate, loss_scale, skipped_steps, epoch and
 * examples_per_second.
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
    var network = ModelFields.network(fields, data.images().shape(), data.images().classes());
    var training = data.training();
    var plan = PlanFields.plan(fields, training.count(), trial.maxStep());
    var precision = UpdateFields.precision(fields);
    var rule = UpdateFields.rule(fields, precision.lossScaler(), plan.lastOptimizerStep());
    var evaluation = new ClassificationEvaluation(data.validation(), evaluationBatch(plan));
    var random = new RandomStreams(trial.seed());
    var shuffled = new ShuffledExamples(training, random);
    try (var loaded = LoaderFields.ahead(fields, shuffled, plan.batchSize());
        var engine = engines.create(network, precision)) {
      var setup =
          new TrainingLoop.Setup(
              engine, loaded, evaluation, plan, rule.apply(engine.layout().length()));
      run(new TrainingLoop(setup, random, System::nanoTime), trial);
    }
  }

  private static void run(TrainingLoop loop, TrialContext trial) throws Exception {
    if (trial.checkpoint().isPresent()) {
      loop.restore(TrainingCheckpoint.read(trial.checkpoint().get()));
    }
    loop.run(
        (step, metrics) -> {
          System.out.println(loop.profile());
          return trial.report(step, metrics, file -> TrainingCheckpoint.write(loop.state(), file));
        });
  }

  private static int evaluationBatch(TrainingPlan plan) {
    return Math.max(plan.batchSize(), EVALUATION_BATCH);
  }

  private static void requireKnownNames(TrialContext trial) {
    var known = new TreeSet<>(ModelFields.NAMES);
    known.addAll(LoaderFields.NAMES);
    known.addAll(PlanFields.NAMES);
    known.addAll(UpdateFields.NAMES);
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
