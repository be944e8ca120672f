package dev.tuner.search.space;

import dev.tuner.search.definition.Json;
import java.util.OptionalLong;

/** Whole numbers in JSON: 4 and 4.0 are the same one. */
final class Whole {
  private Whole() {}

  /** The whole number that a JSON value is, if it is one. */
  static OptionalLong of(Object value) {
    if (Json.isWhole(value)) {
      return OptionalLong.of(((Number) value).longValue());
    }
    boolean exact =
        value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 0x1p53;
    return exact ? OptionalLong.of(((Double) value).longValue()) : OptionalLong.empty();
  }
}
