package dev.tuner.search.definition;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** One JSON value as what a field wants; null where it is nothing of the kind. */
final class Literals {
  private Literals() {}

  /** A text that is not blank. */
  static String text(Object raw) {
    return raw instanceof String text && !text.isBlank() ? text : null;
  }

  /** A finite number in the range. */
  static Double number(Object raw, Range range) {
    return raw instanceof Number number
            && Double.isFinite(number.doubleValue())
            && range.contains(number.doubleValue())
        ? number.doubleValue()
        : null;
  }

  /** A whole number from {@code min} to {@code max}, both included. */
  static Long whole(Object raw, long min, long max) {
    Long whole = whole(raw);
    return whole != null && whole >= min && whole <= max ? whole : null;
  }

  private static Long whole(Object raw) {
    if (Json.isWhole(raw)) {
      return ((Number) raw).longValue();
    }
    boolean exact =
        raw instanceof Double number && number == Math.rint(number) && Math.abs(number) < 0x1p53;
    return exact ? Long.valueOf(((Double) raw).longValue()) : null;
  }

  /** An amount of memory, at least one byte: a number of bytes or a text such as "16GB". */
  static Long bytes(Object raw) {
    Long bytes = raw instanceof String text ? ByteSize.parse(text).orElse(null) : whole(raw);
    return bytes != null && bytes >= 1 ? bytes : null;
  }

  /** An ISO-8601 time with its offset. */
  static Instant instant(Object raw) {
    try {
      // four digits of a year are what every database and every reader of JSON takes
      return raw instanceof String text && text.matches("\\d{4}-.*")
          ? OffsetDateTime.parse(text).toInstant()
          : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** An ISO-8601 duration of at least {@code min}. */
  static Duration duration(Object raw, Duration min) {
    try {
      Duration duration = raw instanceof String text ? Duration.parse(text) : null;
      return duration == null || duration.compareTo(min) < 0 ? null : duration;
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
