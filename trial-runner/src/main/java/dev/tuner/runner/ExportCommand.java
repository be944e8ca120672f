package dev.tuner.runner;

import dev.tuner.client.WireJson;
import dev.tuner.runner.training.recipe.Provenance;
import dev.tuner.runner.training.recipe.WeightsExport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes a trained model out of its checkpoint; {@code tuner export} calls this. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Writes the weights in a checkpoint for other programs.")
final class ExportCommand implements Callable<Integer> {

  @Mixin private CheckpointFile checkpoint;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "model.npz",
      description = "Default: model.npz")
  private Path output;

  @Option(
      names = "--provenance",
      description = "Print where the model comes from as JSON, and write nothing")
  private boolean provenance;

  @Override
  public Integer call() throws IOException {
    var trained = checkpoint.read();
    if (provenance) {
      System.out.println(WireJson.prettyText(Provenance.parse(trained.provenance())));
    } else {
      WeightsExport.write(trained, output);
      System.err.println("The weights are in " + output);
    }
    return CommandLine.ExitCode.OK;
  }
}
