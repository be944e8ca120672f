package dev.tuner.runner.trainable;

import java.io.IOException;
import java.nio.file.Path;

/** Writes the state of the training, enough to continue it in another process. */
@FunctionalInterface
public interface CheckpointWriter {

  /**
   * Writes the whole state to {@code file}, in a folder that exists. The file appears complete or
   * not at all.
   */
  void writeTo(Path file) throws IOException;
}
