package dev.tuner.client.cli;

import dev.tuner.client.model.ExportOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "export",
    sortOptions = false,
    description = {
      "Writes the trained model of a study's best checkpoint, or of another one, for other"
          + " programs: NumPy, ONNX or DL4J."
    })
final class ExportCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private TrainedTrial trained;

  @Mixin private ExportOptions options;

  @Spec private CommandSpec spec;

  ExportCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    return trained.handToRunner(surroundings, spec, options);
  }
}
