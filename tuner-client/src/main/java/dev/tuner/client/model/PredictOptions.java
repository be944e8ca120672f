package dev.tuner.client.model;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What to predict with a trained model, and where the predictions go. */
public final class PredictOptions {

  @Option(
      names = "--data",
      required = true,
      paramLabel = "PATH",
      description =
          "What to predict: a file or folder in the form of the training data, without targets")
  private Path data;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "submission.csv",
      description = "Default: ${DEFAULT-VALUE}")
  private Path output;

  @Option(
      names = "--probabilities",
      description = "Of a classifier: write the probability of each class, too")
  private boolean probabilities;

  @Option(
      names = "--training-data",
      paramLabel = "PATH",
      description =
          "Where the training data lies here. Needed only for a checkpoint that was written before"
              + " checkpoints said how features are read and scaled")
  private String trainingData;

  public Path data() {
    return data;
  }

  public Path output() {
    return output;
  }

  public boolean probabilities() {
    return probabilities;
  }

  public Optional<String> trainingData() {
    return Optional.ofNullable(trainingData);
  }
}
