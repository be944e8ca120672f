package dev.tuner.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Sends a call again when no answer came, or when the service is busy or away (429, 502, 503, 504).
 * Any other answer is final.
 *
 * <p>Every call of this client may be repeated: reads and PUTs by nature, reports by their step,
 * acquire by the leases it lists, create by its idempotency key.
 */
final class RetryingTransport implements Transport {
  private static final Set<Integer> BUSY_OR_AWAY = Set.of(429, 502, 503, 504);
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(1);

  private final Transport transport;
  private final RetryPolicy policy;
  private final Sleeper sleeper;
  private final RandomGenerator random;

  RetryingTransport(
      Transport transport, RetryPolicy policy, Sleeper sleeper, RandomGenerator random) {
    this.transport = transport;
    this.policy = policy;
    this.sleeper = sleeper;
    this.random = random;
  }

  @Override
  public Reply send(Call call) throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      boolean last = attempt == policy.attempts();
      var asked = Duration.ZERO;
      try {
        var reply = transport.send(call);
        if (last || !BUSY_OR_AWAY.contains(reply.status())) {
          return reply;
        }
        asked = retryAfter(reply);
      } catch (IOException e) {
        if (last) {
          throw e;
        }
      }
      var pause = policy.delayAfter(attempt, random.nextDouble());
      sleeper.sleep(asked.compareTo(pause) > 0 ? asked : pause);
    }
  }

  /** The seconds that the service asks for; zero when it names none, or a date. */
  private static Duration retryAfter(Reply reply) {
    return reply
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("\\d{1,9}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .map(asked -> asked.compareTo(LONGEST_RETRY_AFTER) < 0 ? asked : LONGEST_RETRY_AFTER)
        .orElse(Duration.ZERO);
  }
}
