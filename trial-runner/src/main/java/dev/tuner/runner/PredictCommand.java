package dev.tuner.runner;

import dev.tuner.client.model.PredictOptions;
import dev.tuner.runner.dl4j.Dl4jTrainables;
import dev.tuner.runner.training.recipe.Submission;
import dev.tuner.runner.training.recipe.TrainedModel;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Predicts with the model in a checkpoint; {@code tuner predict} fetches it and calls this. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Writes the predictions of the model in a checkpoint as a CSV file.")
final class PredictCommand implements Callable<Integer> {

  @Mixin private CheckpointFile checkpoint;

  @Mixin private PredictOptions options;

  @Override
  public Integer call() throws IOException {
    var trained = checkpoint.read();
    try (var model = TrainedModel.of(trained, options.trainingData(), Dl4jTrainables::engine)) {
      int count =
          new Submission(model, options.probabilities()).write(options.data(), options.output());
      System.err.printf(
          "%d predictions by %s are in %s%n", count, trained.words(), options.output());
    }
    return CommandLine.ExitCode.OK;
  }
}
