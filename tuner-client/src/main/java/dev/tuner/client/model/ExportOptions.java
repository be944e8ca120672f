package dev.tuner.client.model;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine.Option;

/** In which form a trained model is wanted, and where it goes. */
public final class ExportOptions {

  /** A form that another program reads. */
  public enum Format {
    /** The weights alone, as arrays by name for NumPy. */
    NPZ(".npz"),
    /** The whole model, from raw items to answers. */
    ONNX(".onnx"),
    /** The same as a graph of DL4J's own layers. */
    DL4J(".zip");

    private final String suffix;

    Format(String suffix) {
      this.suffix = suffix;
    }

    private static Optional<Format> of(Path file) {
      return Arrays.stream(values())
          .filter(format -> file.toString().endsWith(format.suffix))
          .findFirst();
    }
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = {
        "npz: the weights as arrays for NumPy; onnx: the whole model, raw items in, predictions"
            + " out;",
        "dl4j: the same as a zip for DL4J. Default: as the output's name ends, else npz"
      })
  private Format format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Default: model.npz, model.onnx or model.zip")
  private Path output;

  @Option(
      names = "--training-data",
      paramLabel = "PATH",
      description =
          "For onnx and dl4j: where the training data lies here. Needed only for a checkpoint that"
              + " was written before checkpoints said how features are read and scaled")
  private String trainingData;

  @Option(
      names = "--provenance",
      description =
          "Print where the model comes from (config, seed, program, machine) as JSON, and write"
              + " nothing")
  private boolean provenance;

  public Format format() {
    if (format != null) {
      return format;
    }
    return output == null ? Format.NPZ : Format.of(output).orElse(Format.NPZ);
  }

  public Path output() {
    return output == null ? Path.of("model" + format().suffix) : output;
  }

  public boolean provenance() {
    return provenance;
  }

  public Optional<String> trainingData() {
    return Optional.ofNullable(trainingData);
  }
}
