package dev.tuner.client.cli;

import dev.tuner.client.local.TrialRunnerTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "export",
    sortOptions = false,
    description =
        "Writes the trained weights of a study's best trial, or of another one, as a .npz file for NumPy.")
final class ExportCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private TrainedTrial trained;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "model.npz",
      description = "Default: model.npz")
  private Path output;

  @Option(
      names = "--provenance",
      description =
          "Print where the model comes from (config, seed, program, machine) as JSON, and write nothing")
  private boolean provenance;

  @Mixin private ServerOption server;

  ExportCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var tool = new TrialRunnerTool(surroundings.requireHome());
    var checkpoint = Files.createTempFile("tuner-", ".checkpoint");
    try (var client = server.connect(surroundings)) {
      trained.download(client, checkpoint);
      var arguments = new ArrayList<>(List.of("export", "--checkpoint", checkpoint.toString()));
      arguments.addAll(provenance ? List.of("--provenance") : List.of("-o", output.toString()));
      return tool.run(arguments);
    } finally {
      Files.deleteIfExists(checkpoint);
    }
  }
}
