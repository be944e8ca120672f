package dev.tuner.scheduler.checkpoint;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where checkpoints are kept.
 *
 * @param directory a folder that all instances of the service share
 * @param maxBytes the largest checkpoint that is accepted; at least 1
 */
@ConfigurationProperties("tuner.checkpoints")
public record CheckpointProperties(
    @DefaultValue("${tuner.data-dir:${user.home}/.tuner}/checkpoints") Path directory,
    @DefaultValue("17179869184") long maxBytes) {

  public CheckpointProperties {
    if (maxBytes < 1) {
      throw new IllegalArgumentException(
          "tuner.checkpoints.max-bytes must be >= 1 but was " + maxBytes);
    }
  }
}
