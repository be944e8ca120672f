package dev.tuner.scheduler.view;

import java.util.Comparator;

/**
 * What a trial is sorted by, in the order that PostgreSQL has for the values of JSON: nothing, then
 * texts, then numbers, then truth values, then arrays and objects; but those by their texts.
 *
 * @param text as PostgreSQL writes it; null of a number
 */
record SortKey(Kind kind, double number, String text) implements Comparable<SortKey> {
  private static final Comparator<SortKey> ORDER =
      Comparator.comparing(SortKey::kind)
          .thenComparingDouble(SortKey::number)
          .thenComparing(SortKey::text, Comparator.nullsFirst(Comparator.naturalOrder()));
  private static final SortKey NOTHING = new SortKey(Kind.NOTHING, 0, "null");

  enum Kind {
    NOTHING,
    TEXT,
    NUMBER,
    TRUTH,
    WHOLE
  }

  /**
   * Reads a key.
   *
   * @param type of the column that it comes from
   * @throws NumberFormatException if it is none of this type
   */
  static SortKey of(String type, String text) {
    return switch (type) {
      case "jsonb" -> ofJson(text);
      case "text" -> new SortKey(Kind.TEXT, 0, text);
      default -> ofNumber(text);
    };
  }

  private static SortKey ofJson(String json) {
    return switch (json.isEmpty() ? ' ' : json.charAt(0)) {
      case '"' -> new SortKey(Kind.TEXT, 0, json);
      case 'n' -> NOTHING;
      case 't', 'f' -> new SortKey(Kind.TRUTH, json.charAt(0) == 't' ? 1 : 0, json);
      case '[', '{' -> new SortKey(Kind.WHOLE, 0, json);
      default -> ofNumber(json);
    };
  }

  private static SortKey ofNumber(String text) {
    return new SortKey(Kind.NUMBER, Double.parseDouble(text), null);
  }

  /** From which {@link #of} makes the same key again. */
  String written() {
    return kind == Kind.NUMBER ? Double.toString(number) : text;
  }

  @Override
  public int compareTo(SortKey other) {
    return ORDER.compare(this, other);
  }
}
