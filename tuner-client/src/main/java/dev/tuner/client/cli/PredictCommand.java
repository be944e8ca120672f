package dev.tuner.client.cli;

import dev.tuner.client.model.PredictOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "predict",
    sortOptions = false,
    description = {
      "Predicts new data with the trained model of a study's best checkpoint, or of another one,"
          + " and writes a CSV file: id and prediction.",
      "The data it was trained on has to lie on this machine, too: it says how features are read"
          + " and scaled."
    })
final class PredictCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private TrainedTrial trained;

  @Mixin private PredictOptions options;

  @Spec private CommandSpec spec;

  PredictCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    return trained.handToRunner(surroundings, spec, options);
  }
}
