package dev.tuner.api;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The limits of the HTTP edge.
 *
 * @param maxBody the largest request body that is read, but for checkpoints, which have a limit of
 *     their own
 */
@ConfigurationProperties("tuner.api")
public record ApiProperties(@DefaultValue("1MB") DataSize maxBody) {
  public ApiProperties {
    if (maxBody.toBytes() < 1) {
      throw new IllegalArgumentException(
          "tuner.api.max-body must be at least 1B but was " + maxBody);
    }
  }
}
