package dev.tuner.runner;

import dev.tuner.runner.training.TrainingCheckpoint;
import dev.tuner.runner.training.TrainingState;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The checkpoint that a command is about. */
final class CheckpointFile {

  @Option(
      names = "--checkpoint",
      required = true,
      paramLabel = "FILE",
      description = "A trial's checkpoint")
  private Path checkpoint;

  TrainingState read() throws IOException {
    return TrainingCheckpoint.read(checkpoint);
  }
}
