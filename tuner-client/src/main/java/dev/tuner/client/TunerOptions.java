package dev.tuner.client;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a client reaches the service.
 *
 * @param service where the service answers, such as {@code http://127.0.0.1:8080}; a path is kept
 *     as a prefix
 * @param connectTimeout how long opening a connection may take
 * @param requestTimeout how long one attempt of a call may take, its answer included; a long-poll
 *     gets its waiting time on top
 * @param transferTimeout the same for the bytes of a checkpoint
 * @param retry for calls that a person or a loop waits for
 * @param reportRetry for asks, reports, checkpoints and endings of trials: long enough to ride out
 *     a restart of the service
 * @param apiToken sent as a bearer token when present
 */
public record TunerOptions(
    URI service,
    Duration connectTimeout,
    Duration requestTimeout,
    Duration transferTimeout,
    RetryPolicy retry,
    RetryPolicy reportRetry,
    Optional<String> apiToken) {

  /** Where a service with default settings listens. */
  public static final URI DEFAULT_SERVICE = URI.create("http://127.0.0.1:8080");

  /**
   * Checks the address.
   *
   * @throws IllegalArgumentException when it is no http or https address, or a timeout is not
   *     positive
   */
  public TunerOptions {
    Objects.requireNonNull(retry, "retry");
    Objects.requireNonNull(reportRetry, "reportRetry");
    Objects.requireNonNull(apiToken, "apiToken");
    var scheme = service.getScheme();
    if (service.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new IllegalArgumentException(
          "The service's address must look like http://host:8080 but was " + service);
    }
    requirePositive("connectTimeout", connectTimeout);
    requirePositive("requestTimeout", requestTimeout);
    requirePositive("transferTimeout", transferTimeout);
  }

  /**
   * The defaults for one service: 5 s to connect, 30 s for a call, 10 min for a checkpoint, about a
   * minute of attempts for a call, and five minutes for a report.
   */
  public static TunerOptions of(URI service) {
    return new TunerOptions(
        service,
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(10),
        RetryPolicy.lasting(Duration.ofMinutes(1), Duration.ofMillis(200)),
        RetryPolicy.lasting(Duration.ofMinutes(5), Duration.ofMillis(200)),
        Optional.empty());
  }

  /** {@link #of(URI)} for an address as text. */
  public static TunerOptions of(String service) {
    return of(URI.create(service));
  }

  /** These options with another policy for ordinary calls. */
  public TunerOptions withRetry(RetryPolicy retry) {
    return new TunerOptions(
        service, connectTimeout, requestTimeout, transferTimeout, retry, reportRetry, apiToken);
  }

  /** These options with another policy for reports, checkpoints and endings of trials. */
  public TunerOptions withReportRetry(RetryPolicy reportRetry) {
    return new TunerOptions(
        service, connectTimeout, requestTimeout, transferTimeout, retry, reportRetry, apiToken);
  }

  /** These options with another time limit for one attempt of a call. */
  public TunerOptions withRequestTimeout(Duration requestTimeout) {
    return new TunerOptions(
        service, connectTimeout, requestTimeout, transferTimeout, retry, reportRetry, apiToken);
  }

  /** These options with a bearer token. */
  public TunerOptions withApiToken(String token) {
    return new TunerOptions(
        service,
        connectTimeout,
        requestTimeout,
        transferTimeout,
        retry,
        reportRetry,
        Optional.of(token));
  }

  /** Everything but the token, which must not reach a log. */
  @Override
  public String toString() {
    return "TunerOptions[service=%s, requestTimeout=%s, apiToken=%s]"
        .formatted(service, requestTimeout, apiToken.isPresent() ? "present" : "absent");
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be positive but was " + value);
    }
  }
}
