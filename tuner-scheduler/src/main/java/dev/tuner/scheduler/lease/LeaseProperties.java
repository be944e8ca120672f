package dev.tuner.scheduler.lease;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How leases are kept.
 *
 * @param ttl how long a worker may stay silent before its trials are given away; at least 1 s
 * @param askTtl the same for a caller who asks for trials and trains by itself
 * @param maxWait how long an acquire may be held while there is no work; at least 0
 * @param lookAgain how often those who wait are served although nothing was told: how late a worker
 *     learns of work that it was not told of, or that there is none; at least 50 ms
 */
@ConfigurationProperties("tuner.lease")
public record LeaseProperties(
    @DefaultValue("30s") Duration ttl,
    @DefaultValue("10m") Duration askTtl,
    @DefaultValue("30s") Duration maxWait,
    @DefaultValue("1s") Duration lookAgain) {

  public LeaseProperties {
    requireSecond("ttl", ttl);
    requireSecond("ask-ttl", askTtl);
    if (maxWait.isNegative()) {
      throw new IllegalArgumentException("tuner.lease.max-wait must be >= 0 but was " + maxWait);
    }
    if (lookAgain.toMillis() < 50) {
      throw new IllegalArgumentException(
          "tuner.lease.look-again must be at least 50ms but was " + lookAgain);
    }
  }

  private static void requireSecond(String name, Duration value) {
    if (value.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "tuner.lease.%s must be at least 1s but was %s".formatted(name, value));
    }
  }
}
