package dev.tuner.runner.agent;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;

/** An amount of memory on the command line: {@code 20GB} (10^9 bytes) or {@code 18GiB} (2^30). */
public final class MemorySize implements ITypeConverter<Long> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?) ?([MG]i?B)");
  private static final Map<String, Long> UNITS =
      Map.of("MB", 1_000_000L, "GB", 1_000_000_000L, "MiB", 1L << 20, "GiB", 1L << 30);

  @Override
  public Long convert(String text) {
    var parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException("must be an amount such as 20GB or 18GiB but was " + text);
    }
    var unit = BigDecimal.valueOf(UNITS.get(parts.group(2)));
    return new BigDecimal(parts.group(1)).multiply(unit).longValue();
  }
}
