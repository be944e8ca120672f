package dev.tuner.client;

import java.time.Duration;

/**
 * How often a call is sent again, and after which pauses. The pause doubles after each attempt up
 * to a limit; each is shortened at random by up to half, so that many clients do not return at the
 * same moment.
 *
 * @param attempts how often a call is sent at most, at least 1
 * @param firstDelay the pause before the second attempt
 * @param longestDelay no pause is longer, unless the service asks for more with {@code Retry-After}
 */
public record RetryPolicy(int attempts, Duration firstDelay, Duration longestDelay) {
  private static final Duration USUAL_LONGEST_DELAY = Duration.ofSeconds(5);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException when there is no attempt or no pause
   */
  public RetryPolicy {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be >= 1 but was " + attempts);
    }
    if (firstDelay.isNegative() || firstDelay.isZero()) {
      throw new IllegalArgumentException("firstDelay must be positive but was " + firstDelay);
    }
    if (longestDelay.compareTo(firstDelay) < 0) {
      throw new IllegalArgumentException(
          "longestDelay must be at least firstDelay but was " + longestDelay);
    }
  }

  /** At most {@code attempts} attempts, with pauses of up to five seconds. */
  public static RetryPolicy of(int attempts, Duration firstDelay) {
    var longest = firstDelay.compareTo(USUAL_LONGEST_DELAY) > 0 ? firstDelay : USUAL_LONGEST_DELAY;
    return new RetryPolicy(attempts, firstDelay, longest);
  }

  /** One attempt only. */
  public static RetryPolicy never() {
    return of(1, Duration.ofMillis(1));
  }

  /**
   * As many attempts as it takes for the pauses alone to last at least {@code total}; the time the
   * attempts take comes on top.
   */
  public static RetryPolicy lasting(Duration total, Duration firstDelay) {
    var policy = of(1, firstDelay);
    var shortest = Duration.ZERO;
    int attempts = 1;
    while (shortest.compareTo(total) < 0) {
      shortest = shortest.plus(policy.delayAfter(attempts, 0));
      attempts++;
    }
    return of(attempts, firstDelay);
  }

  /**
   * The pause after an attempt.
   *
   * @param attempt the attempt that failed, from 1
   * @param chance a draw from [0, 1): 0 gives the shortest pause
   */
  Duration delayAfter(int attempt, double chance) {
    var delay = firstDelay;
    for (int i = 1; i < attempt && delay.compareTo(longestDelay) < 0; i++) {
      delay = delay.multipliedBy(2);
    }
    var limited = delay.compareTo(longestDelay) < 0 ? delay : longestDelay;
    return Duration.ofNanos((long) (limited.toNanos() * (0.5 + chance / 2)));
  }
}
