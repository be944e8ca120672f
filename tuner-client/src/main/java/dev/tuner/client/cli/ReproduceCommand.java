package dev.tuner.client.cli;

import dev.tuner.client.local.TrialRunnerTool;
import java.io.IOException;
import java.nio.file.Files;
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

  @Mixin private ServerOption server;

  ReproduceCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var tool = new TrialRunnerTool(surroundings.requireHome());
    var checkpoint = Files.createTempFile("tuner-", ".checkpoint");
    try (var client = server.connect(surroundings)) {
      trained.download(client, checkpoint);
      return tool.run(List.of("reproduce", "--checkpoint", checkpoint.toString()));
    } finally {
      Files.deleteIfExists(checkpoint);
    }
  }
}
