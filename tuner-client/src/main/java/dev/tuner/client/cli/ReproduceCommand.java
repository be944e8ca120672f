package dev.tuner.client.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "reproduce",
    sortOptions = false,
    description = {
      "Trains a study's best trial, or another one, again on this machine to its checkpoint, and compares the weights.",
      "Exit code 1 when they differ."
    })
final class ReproduceCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private TrainedTrial trained;

  ReproduceCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    return trained.handToRunner(
        surroundings, checkpoint -> List.of("reproduce", "--checkpoint", checkpoint));
  }
}
