package dev.tuner.client.screen;

import dev.tuner.client.WireJson;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/** Numbers, config values and durations as people read them. */
public final class Values {
  private static final MathContext FOUR_DIGITS = new MathContext(4);
  private static final String ABSENT = "-";

  private Values() {}

  /**
   * A metric with four significant digits, trailing zeros kept so that columns line up; whole
   * numbers from 2 on are taken for counts and shown as they are.
   */
  public static String metric(Double value) {
    if (value == null) {
      return ABSENT;
    }
    if (isCount(value)) {
      return String.valueOf(value.longValue());
    }
    return isPlain(value) ? rounded(value).toPlainString() : extreme(value);
  }

  /** A config value: numbers with four significant digits, lists and maps as JSON. */
  public static String config(Object value) {
    if (value == null) {
      return ABSENT;
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return isPlain(number) ? withoutTrailingZeros(number) : extreme(number);
    }
    boolean nested = value instanceof Map || value instanceof Collection;
    return nested ? WireJson.text(value) : value.toString();
  }

  /** A duration to the second: {@code 8 s}, {@code 1 min 12 s}, {@code 2 h 3 min}. */
  public static String duration(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    return minutes < 60
        ? "%d min %d s".formatted(minutes, seconds % 60)
        : "%d h %d min".formatted(minutes / 60, minutes % 60);
  }

  private static boolean isCount(double value) {
    return value >= 2 && value < 1e15 && value == Math.rint(value);
  }

  private static boolean isPlain(double value) {
    double size = Math.abs(value);
    return size == 0 || (size >= 1e-4 && size < 1e7);
  }

  private static String extreme(double value) {
    return Double.isFinite(value) ? "%.3e".formatted(value) : Double.toString(value);
  }

  private static BigDecimal rounded(double value) {
    if (value == 0) {
      return new BigDecimal("0.000");
    }
    var digits = BigDecimal.valueOf(value).round(FOUR_DIGITS);
    // The scale that leaves four significant digits, but never cuts before the decimal point.
    int scale = 4 - (digits.precision() - digits.scale());
    return digits.setScale(Math.max(0, scale));
  }

  private static String withoutTrailingZeros(double value) {
    return rounded(value).stripTrailingZeros().toPlainString();
  }
}
