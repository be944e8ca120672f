package dev.tuner.runner;

import dev.tuner.client.WireJson;
import dev.tuner.client.model.ExportOptions;
import dev.tuner.client.model.ExportOptions.Format;
import dev.tuner.runner.dl4j.Dl4jTrainables;
import dev.tuner.runner.dl4j.export.Dl4jZip;
import dev.tuner.runner.dl4j.export.OnnxModel;
import dev.tuner.runner.training.TrainingState;
import dev.tuner.runner.training.recipe.Provenance;
import dev.tuner.runner.training.recipe.TrainedModel;
import dev.tuner.runner.training.recipe.WeightsExport;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes a trained model out of its checkpoint; {@code tuner export} calls this. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Writes the model in a checkpoint for other programs.")
final class ExportCommand implements Callable<Integer> {

  @Mixin private CheckpointFile checkpoint;

  @Mixin private ExportOptions options;

  @Override
  public Integer call() throws IOException {
    var trained = checkpoint.read();
    if (options.provenance()) {
      System.out.println(WireJson.prettyText(Provenance.parse(trained.provenance())));
      return CommandLine.ExitCode.OK;
    }
    write(trained);
    System.err.printf(
        options.format() == Format.NPZ ? "%s are in %s%n" : "the model with %s is in %s%n",
        trained.words(),
        options.output());
    return CommandLine.ExitCode.OK;
  }

  private void write(TrainingState trained) throws IOException {
    if (options.format() == Format.NPZ) {
      WeightsExport.write(trained, options.output());
      return;
    }
    try (var model = TrainedModel.of(trained, options.trainingData(), Dl4jTrainables::engine)) {
      if (options.format() == Format.ONNX) {
        OnnxModel.write(model.portable(), options.output());
      } else {
        Dl4jZip.write(model.portable(), options.output());
      }
    }
  }
}
