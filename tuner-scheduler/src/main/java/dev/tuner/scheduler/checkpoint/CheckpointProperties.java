package dev.tuner.scheduler.checkpoint;

import java.nio.file.Path;
import java.util.Objects;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where checkpoints are kept.
 *
 * @param directory a folder that all instances of the service share; tuner-scheduler.yaml puts it
 *     into the data directory
 * @param maxBytes the largest checkpoint that is accepted; at least 1
 */
@ConfigurationProperties("tuner.checkpoints")
public record CheckpointProperties(Path directory, @DefaultValue("17179869184") long maxBytes) {

  public CheckpointProperties {
    Objects.requireNonNull(directory, "tuner.checkpoints.directory is missing");
    if (maxBytes < 1) {
      throw new IllegalArgumentException(
          "tuner.checkpoints.max-bytes must be >= 1 but was " + maxBytes);
    }
  }
}
