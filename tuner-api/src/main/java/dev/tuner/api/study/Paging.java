package dev.tuner.api.study;

import dev.tuner.scheduler.InvalidInputException;

/** The limits of a page. */
final class Paging {

  private static final int LARGEST = 1000;

  private Paging() {}

  /** The size as asked for, 1..1000. */
  static int size(int asked) {
    return within("page_size", asked);
  }

  /** A limit as asked for, 1..1000. */
  static int limit(int asked) {
    return within("limit", asked);
  }

  private static int within(String name, int asked) {
    if (asked < 1 || asked > LARGEST) {
      throw new InvalidInputException(
          "invalid-parameter",
          "/" + name,
          "%s must be from 1 to %d but was %d".formatted(name, LARGEST, asked));
    }
    return asked;
  }
}
