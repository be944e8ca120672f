package dev.tuner.runner;

import dev.tuner.runner.dl4j.Dl4jTrainables;
import dev.tuner.runner.training.recipe.Submission;
import dev.tuner.runner.training.recipe.TrainedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Predicts with the model in a checkpoint; {@code tuner predict} fetches it and calls this. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Writes the predictions of the model in a checkpoint as a CSV file.")
final class PredictCommand implements Callable<Integer> {

  @Mixin private CheckpointFile checkpoint;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "PATH",
      description = "What to predict, in the form of the training data, without targets")
  private Path data;

  @Option(
      names = "--training-data",
      paramLabel = "PATH",
      description = "Where the data of the training lies now, if not where it lay")
  private String trainingData;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "submission.csv",
      description = "Default: submission.csv")
  private Path output;

  @Option(
      names = "--probabilities",
      description = "Of a classifier: write the probability of each class, too")
  private boolean probabilities;

  @Override
  public Integer call() throws IOException {
    var trained = checkpoint.read();
    try (var model =
        TrainedModel.of(trained, Optional.ofNullable(trainingData), Dl4jTrainables::engine)) {
      int count = new Submission(model, probabilities).write(data, output);
      System.err.printf("%d predictions are in %s%n", count, output);
    }
    return CommandLine.ExitCode.OK;
  }
}
