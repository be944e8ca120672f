package dev.tuner.scheduler.checkpoint;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where checkpoints are kept, and for how long.
 *
 * @param directory a folder that all instances of the service share; tuner-scheduler.yaml puts it
 *     into the data directory
 * @param s3 a bucket to keep them in instead; null: the folder is used
 * @param maxBytes the largest checkpoint that is accepted; at least 1
 * @param keepResumable how long the newest checkpoint is kept of a trial that failed or was cut off
 *     by its study's end, so that it can be tried again or go on when the study is extended
 * @param unfinishedAfter how long nothing must have come to an upload before it counts as broken
 *     off; at least 1 s
 */
@ConfigurationProperties("tuner.checkpoints")
public record CheckpointProperties(
    Path directory,
    S3Properties s3,
    @DefaultValue("17179869184") long maxBytes,
    @DefaultValue("7d") Duration keepResumable,
    @DefaultValue("6h") Duration unfinishedAfter) {

  public CheckpointProperties {
    Objects.requireNonNull(directory, "tuner.checkpoints.directory is missing");
    require(maxBytes >= 1, "max-bytes must be >= 1 but was " + maxBytes);
    require(!keepResumable.isNegative(), "keep-resumable must be >= 0s but was " + keepResumable);
    require(
        unfinishedAfter.toSeconds() >= 1,
        "unfinished-after must be at least 1s but was " + unfinishedAfter);
    require(
        s3 == null || maxBytes <= s3.largest(),
        "s3.part-size is too small: with 10000 parts, the most that S3 allows, max-bytes (%d) needs more"
            .formatted(maxBytes));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("tuner.checkpoints." + otherwise);
    }
  }
}
