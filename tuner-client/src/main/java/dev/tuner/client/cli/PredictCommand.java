package dev.tuner.client.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "predict",
    sortOptions = false,
    description = {
      "Predicts new data with the trained model of a study's best trial, or of another one, and writes a CSV file: id and prediction.",
      "The data it was trained on has to lie on this machine, too: it says how features are read and scaled."
    })
final class PredictCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private TrainedTrial trained;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "PATH",
      description = "What to predict: a file or folder in the form of the training data")
  private Path data;

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

  @Option(
      names = "--training-data",
      paramLabel = "PATH",
      description = "Where the training data lies here, if not at the study's path")
  private String trainingData;

  PredictCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    return trained.handToRunner(surroundings, this::arguments);
  }

  private List<String> arguments(String checkpoint) {
    var arguments = new ArrayList<>(List.of("predict", "--checkpoint", checkpoint));
    arguments.addAll(List.of("--data", data.toString(), "-o", output.toString()));
    if (probabilities) {
      arguments.add("--probabilities");
    }
    if (trainingData != null) {
      arguments.addAll(List.of("--training-data", trainingData));
    }
    return arguments;
  }
}
