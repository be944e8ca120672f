package dev.tuner.search.definition;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Amounts of memory as people write them: {@code "16GB"} (10^9), {@code "512MiB"} (2^20). */
public final class ByteSize {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?) ?([KMGT]i?)?B", Pattern.CASE_INSENSITIVE);
  private static final Map<String, Long> UNITS = new LinkedHashMap<>();

  static {
    UNITS.put("t", 1_000_000_000_000L);
    UNITS.put("g", 1_000_000_000L);
    UNITS.put("m", 1_000_000L);
    UNITS.put("k", 1_000L);
    UNITS.put("ti", 1L << 40);
    UNITS.put("gi", 1L << 30);
    UNITS.put("mi", 1L << 20);
    UNITS.put("ki", 1L << 10);
  }

  private ByteSize() {}

  /** The bytes, rounded down; empty when the text is no amount of memory. */
  public static Optional<Long> parse(String text) {
    var parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    var unit = parts.group(2) == null ? 1L : UNITS.get(parts.group(2).toLowerCase(Locale.ROOT));
    var bytes = new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(unit));
    return bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
        ? Optional.empty()
        : Optional.of(bytes.longValue());
  }

  /** Exactly as many bytes, in the largest decimal unit that divides them. */
  public static String exact(long bytes) {
    if (bytes != 0) {
      for (var unit : UNITS.entrySet()) {
        if (bytes % unit.getValue() == 0) {
          var name = unit.getKey();
          return bytes / unit.getValue()
              + name.substring(0, 1).toUpperCase(Locale.ROOT)
              + name.substring(1)
              + "B";
        }
      }
    }
    return bytes + "B";
  }

  /** For people, such as {@code "11.8 GB"}; never more than there is. */
  public static String inWords(long bytes) {
    for (var name : new String[] {"t", "g", "m", "k"}) {
      var unit = UNITS.get(name);
      if (bytes >= unit) {
        var tenths = Math.floorDiv(bytes, unit / 10);
        var amount = tenths % 10 == 0 ? String.valueOf(tenths / 10) : String.valueOf(tenths / 10.0);
        return amount + " " + name.toUpperCase(Locale.ROOT) + "B";
      }
    }
    return bytes + " B";
  }
}
