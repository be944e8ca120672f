package dev.tuner.scheduler.rung;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How rungs are kept in memory.
 *
 * @param cachedStudies how many studies' rungs are kept at most; others are rebuilt from the
 *     database when needed
 */
@ConfigurationProperties("tuner.rungs")
public record RungProperties(@DefaultValue("100") int cachedStudies) {
  public RungProperties {
    if (cachedStudies < 0) {
      throw new IllegalArgumentException(
          "tuner.rungs.cached-studies must be >= 0 but was " + cachedStudies);
    }
  }
}
