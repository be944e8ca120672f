package dev.tuner.client;

import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * The door to a Tuner service. Handles come from here; each of them sends HTTP calls, retries them
 * as {@link TunerOptions} says, and throws a {@link TunerException} when the service refuses or
 * cannot be reached.
 *
 * <p>Safe for use by many threads. An interrupted call throws a {@link TunerException} with code
 * {@code interrupted} and leaves the thread's interrupt flag set.
 *
 * <pre>{@code
 * try (var client = TunerClient.connect(TunerOptions.of("http://127.0.0.1:8080"))) {
 *   var study = client.studies().create(spec);
 *   var best = client.study(study.id()).best();
 * }
 * }</pre>
 */
public final class TunerClient implements AutoCloseable {
  private final JdkTransport http;
  private final Api calls;
  private final Api reports;

  private TunerClient(TunerOptions options, Sleeper sleeper, RandomGenerator random) {
    http = new JdkTransport(options);
    var service = options.service();
    calls = new Api(service, new RetryingTransport(http, options.retry(), sleeper, random));
    reports = new Api(service, new RetryingTransport(http, options.reportRetry(), sleeper, random));
  }

  /** Opens a client. Nothing is sent yet, so this succeeds while the service is down. */
  public static TunerClient connect(TunerOptions options) {
    return connect(options, pause -> TimeUnit.NANOSECONDS.sleep(pause.toNanos()));
  }

  static TunerClient connect(TunerOptions options, Sleeper sleeper) {
    return new TunerClient(options, sleeper, new SecureRandom());
  }

  /** All studies: create, list and find them. */
  public Studies studies() {
    return new Studies(calls);
  }

  /** The study with this id. Nothing is sent; use {@link Studies#find} for names. */
  public Study study(String id) {
    return new Study(id, calls, reports, http);
  }

  /** The trial with this id. Nothing is sent. */
  public Trial trial(String id) {
    return new Trial(id, calls);
  }

  /** The calls of a worker. */
  public Workers workers() {
    return new Workers(calls, reports, new Checkpoints(reports));
  }

  /** Ends the client: every later call fails with {@link IllegalStateException}. */
  @Override
  public void close() {
    http.close();
  }
}
