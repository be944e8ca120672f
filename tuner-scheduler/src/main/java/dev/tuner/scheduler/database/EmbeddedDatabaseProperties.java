package dev.tuner.scheduler.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The patience with the embedded PostgreSQL; without meaning when {@code spring.datasource.url}
 * names another one.
 *
 * @param startTimeout how long it may take to start, with the recovery after a crash
 * @param stopTimeout how long it may take to stop
 */
@ConfigurationProperties("tuner.database")
public record EmbeddedDatabaseProperties(
    @DefaultValue("60s") Duration startTimeout, @DefaultValue("30s") Duration stopTimeout) {
  public EmbeddedDatabaseProperties {
    requireSeconds("tuner.database.start-timeout", startTimeout);
    requireSeconds("tuner.database.stop-timeout", stopTimeout);
  }

  private static void requireSeconds(String name, Duration value) {
    if (value.toSeconds() < 1) {
      throw new IllegalArgumentException(name + " must be at least 1s but was " + value);
    }
  }
}
