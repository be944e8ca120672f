package dev.tuner.client.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "reproduce",
    sortOptions = false,
    description = {
      "Trains the trial of a study's best checkpoint, or of another one, again on this machine up"
          + " to there, and compares the weights.",
      "Exit code 1 when they differ."
    })
final class ReproduceCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private TrainedTrial trained;

  @Spec private CommandSpec spec;

  ReproduceCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    return trained.handToRunner(surroundings, spec);
  }
}
