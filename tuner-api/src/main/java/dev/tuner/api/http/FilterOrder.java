package dev.tuner.api.http;

import org.springframework.core.Ordered;

/**
 * What every request goes through, in this order, after its metrics and before whatever else
 * filters it.
 */
final class FilterOrder {
  private static final int FIRST = Ordered.HIGHEST_PRECEDENCE + 10;
  static final int SAFETY_HEADERS = FIRST;
  static final int BODY_LIMIT = FIRST + 1;
  static final int CROSS_SITE = FIRST + 2;
  static final int FREQUENT_CALLS = FIRST + 3;

  private FilterOrder() {}
}
