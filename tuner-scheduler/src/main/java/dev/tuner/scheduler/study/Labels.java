package dev.tuner.scheduler.study;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The form of labels: what workers are called by, and what trials ask for. */
public final class Labels {
  /** How many labels a worker or a study may have. */
  public static final int MOST = 64;

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,62}");
  private static final int LONGEST_VALUE = 200;

  private Labels() {}

  /** What is wrong with a label; empty when it is one. */
  public static Optional<String> problem(String key, Object value) {
    if (!KEY.matcher(key).matches()) {
      return Optional.of(
          "is no label's name: use 1 to 63 letters, digits, dots, dashes, slashes or underscores, a"
              + " letter or digit first");
    }
    if (!(value instanceof String text) || text.isBlank() || text.length() > LONGEST_VALUE) {
      return Optional.of("must be a text of 1 to %d characters".formatted(LONGEST_VALUE));
    }
    return Optional.empty();
  }

  /** Labels as they are stored. */
  public static Map<String, String> stored(Map<String, Object> json) {
    var labels = new LinkedHashMap<String, String>();
    json.forEach((name, value) -> labels.put(name, String.valueOf(value)));
    return labels;
  }

  /** In words, in the order of their names: {@code "disk=ssd, zone=a"}. */
  public static String words(Map<String, String> labels) {
    return new TreeMap<>(labels)
        .entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(", "));
  }
}
