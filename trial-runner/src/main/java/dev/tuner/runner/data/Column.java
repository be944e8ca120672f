package dev.tuner.runner.data;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the values of one column become numbers, as found in the training file: a number stays one, a
 * text becomes a 1 in the place of its category.
 *
 * @param categories in alphabetical order; empty for numbers
 */
public record Column(String name, List<String> categories) {

  private static final Set<String> MISSING = Set.of("", "na", "nan", "null", "?");
  private static final int MOST_CATEGORIES = 1000;

  /**
   * Finds out what a column holds.
   *
   * @throws InvalidDataException if it holds texts of too many kinds
   */
  static Column of(Table table, String name) {
    var values = table.values(table.column(name));
    if (values.stream().allMatch(value -> isMissing(value) || isNumber(value))) {
      return new Column(name, List.of());
    }
    var categories = new TreeSet<String>();
    values.stream().filter(value -> !isMissing(value)).forEach(categories::add);
    if (categories.size() > MOST_CATEGORIES) {
      throw new InvalidDataException(
          "%s: column '%s' holds %d different texts, more than %d; name it in 'drop_columns'"
              .formatted(table.name(), name, categories.size(), MOST_CATEGORIES));
    }
    return new Column(name, List.copyOf(categories));
  }

  /** The number of features it becomes. */
  int width() {
    return categories.isEmpty() ? 1 : categories.size();
  }

  /** What they are called: {@code city=Paris} for a category. */
  List<String> features() {
    return categories.isEmpty()
        ? List.of(name)
        : categories.stream().map(category -> name + "=" + category).toList();
  }

  /** Writes a value; NaN for a missing number, nothing for a missing or new category. */
  void write(String value, float[] to, int offset) {
    if (categories.isEmpty()) {
      to[offset] = isMissing(value) ? Float.NaN : number(value);
    } else if (categories.contains(value)) {
      to[offset + categories.indexOf(value)] = 1;
    }
  }

  private float number(String value) {
    try {
      return Float.parseFloat(value);
    } catch (NumberFormatException e) {
      throw new InvalidDataException(
          "column '%s' holds numbers, but one value is '%s'".formatted(name, value));
    }
  }

  static boolean isMissing(String value) {
    return MISSING.contains(value.toLowerCase(java.util.Locale.ROOT));
  }

  static boolean isNumber(String value) {
    try {
      Double.parseDouble(value);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
