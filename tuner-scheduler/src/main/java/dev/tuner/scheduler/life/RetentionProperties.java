package dev.tuner.scheduler.life;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What becomes of studies that ended long ago.
 *
 * @param archiveAfter how long after its end a study is archived; not set: never
 * @param deleteAfter how long after it was archived a study is deleted, with its checkpoints; not
 *     set: never
 */
@ConfigurationProperties("tuner.retention")
public record RetentionProperties(@Nullable Duration archiveAfter, @Nullable Duration deleteAfter) {

  public RetentionProperties {
    requirePositive("archive-after", archiveAfter);
    requirePositive("delete-after", deleteAfter);
  }

  Optional<Duration> untilArchived() {
    return Optional.ofNullable(archiveAfter);
  }

  Optional<Duration> untilDeleted() {
    return Optional.ofNullable(deleteAfter);
  }

  private static void requirePositive(String name, @Nullable Duration value) {
    if (value != null && (value.isNegative() || value.isZero())) {
      throw new IllegalArgumentException(
          "tuner.retention.%s must be above 0, or not set, but was %s".formatted(name, value));
    }
  }
}
