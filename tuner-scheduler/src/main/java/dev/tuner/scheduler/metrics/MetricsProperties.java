package dev.tuner.scheduler.metrics;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param censusEvery how often each instance counts trials, workers and their resources for its
 *     gauges; at least 1 s
 */
@ConfigurationProperties("tuner.metrics")
public record MetricsProperties(@DefaultValue("10s") Duration censusEvery) {
  public MetricsProperties {
    if (censusEvery.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "tuner.metrics.census-every must be at least 1s but was " + censusEvery);
    }
  }
}
