package dev.tuner.runner.training.recipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Size and writing time of the last checkpoint, for the report after it. */
final class CheckpointCost {

  private static final double NANOS_PER_SECOND = 1e9;

  private double bytes = Double.NaN;
  private double seconds = Double.NaN;

  /** Writes a checkpoint. */
  @FunctionalInterface
  interface Writing {
    void run() throws IOException;
  }

  void of(Path file, Writing writing) throws IOException {
    long begin = System.nanoTime();
    writing.run();
    seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
    bytes = Files.size(file);
  }

  /** Adds them, once there is a checkpoint. */
  void addTo(Map<String, Double> metrics) {
    if (!Double.isNaN(bytes)) {
      metrics.put("checkpoint_bytes", bytes);
      metrics.put("checkpoint_seconds", seconds);
    }
  }
}
