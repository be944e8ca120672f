package dev.tuner.client.cli;

import java.io.IOException;
import java.nio.file.Path;
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

  ExportCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    return trained.handToRunner(surroundings, this::arguments);
  }

  private List<String> arguments(String checkpoint) {
    return provenance
        ? List.of("export", "--checkpoint", checkpoint, "--provenance")
        : List.of("export", "--checkpoint", checkpoint, "-o", output.toString());
  }
}
