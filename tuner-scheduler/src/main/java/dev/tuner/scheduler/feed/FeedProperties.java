package dev.tuner.scheduler.feed;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How listeners are told.
 *
 * @param every how often this instance looks for news while somebody listens: what it adds to an
 *     event's way; at least 50 ms
 * @param pulse how long a line stays silent at most; at least 1 s
 */
@ConfigurationProperties("tuner.events")
public record FeedProperties(
    @DefaultValue("250ms") Duration every, @DefaultValue("15s") Duration pulse) {

  public FeedProperties {
    if (every.toMillis() < 50) {
      throw new IllegalArgumentException(
          "tuner.events.every must be at least 50ms but was " + every);
    }
    if (pulse.toSeconds() < 1) {
      throw new IllegalArgumentException("tuner.events.pulse must be at least 1s but was " + pulse);
    }
  }
}
