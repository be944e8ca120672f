package dev.tuner.runner.training;

import java.io.IOException;
import java.nio.file.Path;

/** A file that is no whole checkpoint of a version this program reads. */
public final class CorruptCheckpointException extends IOException {

  CorruptCheckpointException(Path file, String problem) {
    super("%s is no usable checkpoint: %s".formatted(file, problem));
  }
}
