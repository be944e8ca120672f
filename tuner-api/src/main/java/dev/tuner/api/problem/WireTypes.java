package dev.tuner.api.problem;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;

/** What a JSON value of the API must look like, in words. */
final class WireTypes {
  private static final int LONGEST_QUOTE = 80;

  private WireTypes() {}

  static String describe(Class<?> type) {
    if (type == null) {
      return "another value";
    }
    if (type.isEnum()) {
      return "one of " + Arrays.toString(type.getEnumConstants());
    }
    if (type == String.class) {
      return "a text";
    }
    if (type == UUID.class) {
      return "a UUID such as 123e4567-e89b-12d3-a456-426614174000";
    }
    if (type == Instant.class) {
      return "a time such as 2026-01-31T12:00:00Z";
    }
    if (Collection.class.isAssignableFrom(type) || type.isArray()) {
      return "a list";
    }
    return scalar(type);
  }

  private static String scalar(Class<?> type) {
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return "a whole number";
    }
    if (type == double.class || type == Double.class) {
      return "a number, \"NaN\", \"Infinity\" or \"-Infinity\"";
    }
    return "an object";
  }

  static String quote(Object value) {
    var text = value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
  }
}
