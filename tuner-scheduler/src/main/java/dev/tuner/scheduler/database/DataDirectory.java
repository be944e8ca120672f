package dev.tuner.scheduler.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the service keeps what it stores on this machine.
 *
 * @param dataDir property {@code tuner.data-dir}; absolute here; by default {@code .tuner} in the
 *     user's home
 */
@ConfigurationProperties("tuner")
public record DataDirectory(Path dataDir) {
  public DataDirectory(@Nullable Path dataDir) {
    var chosen = dataDir == null ? Path.of(System.getProperty("user.home"), ".tuner") : dataDir;
    if (chosen.startsWith("~")) {
      throw new IllegalArgumentException(
          "tuner.data-dir is '%s', but '~' has a meaning only in a shell; write the directory in full"
              .formatted(chosen));
    }
    this.dataDir = chosen.toAbsolutePath().normalize();
  }
}
