package dev.tuner.runner.data;

import java.util.List;
import java.util.TreeSet;

/** Data sets from CSV files. */
final class Tables {

  private Tables() {}

  /**
   * Rows with a class each: the texts of the target column in alphabetical order, or whole numbers
   * in theirs.
   */
  static Dataset classes(Table table, TableLayout layout) {
    var target = layout.target(table);
    var features = TableFeatures.of(table, layout);
    var texts = present(table, target);
    boolean numbers = texts.stream().allMatch(Column::isNumber);
    var distinct = new TreeSet<String>();
    if (numbers) {
      distinct =
          new TreeSet<>((a, b) -> Double.compare(Double.parseDouble(a), Double.parseDouble(b)));
    }
    distinct.addAll(texts);
    var names = List.copyOf(distinct);
    if (names.size() < 2) {
      throw new InvalidDataException(
          "%s: column '%s' holds %d class; two are the least"
              .formatted(table.name(), target, names.size()));
    }
    var places = new java.util.HashMap<String, Integer>();
    int[] labels = new int[texts.size()];
    for (int i = 0; i < labels.length; i++) {
      var text = texts.get(i);
      labels[i] =
          places.computeIfAbsent(text, t -> numbers ? numberPlace(names, t) : names.indexOf(t));
    }
    return dataset(features, table, new Targets.Classes(labels, names));
  }

  private static int numberPlace(List<String> names, String text) {
    double value = Double.parseDouble(text);
    for (int i = 0; i < names.size(); i++) {
      if (Double.parseDouble(names.get(i)) == value) {
        return i;
      }
    }
    throw new IllegalStateException("a class is missing among its own names: " + text);
  }

  /** Rows with a number each. */
  static Dataset numbers(Table table, TableLayout layout) {
    var features = TableFeatures.of(table, layout);
    var rows = numbers(table, layout.target(table));
    return dataset(features, table, new Targets.Numbers(rows));
  }

  private static Dataset dataset(TableFeatures features, Table table, Targets targets) {
    var items = features.items(table);
    return new Dataset(items, targets, features.form(ItemForm.Kind.TABLE, items.format()));
  }

  static float[][] numbers(Table table, String column) {
    var texts = present(table, column);
    var rows = new float[texts.size()][1];
    for (int i = 0; i < rows.length; i++) {
      rows[i][0] = number(texts.get(i), table, i + 1);
    }
    return rows;
  }

  private static float number(String text, Table table, int row) {
    float value = Column.isNumber(text) ? Float.parseFloat(text) : Float.NaN;
    if (!Float.isFinite(value)) {
      throw new InvalidDataException(
          "%s: row %d has target '%s', which is no finite number"
              .formatted(table.name(), row, text));
    }
    return value;
  }

  private static List<String> present(Table table, String column) {
    var texts = table.values(table.column(column));
    for (int i = 0; i < texts.size(); i++) {
      if (Column.isMissing(texts.get(i))) {
        throw new InvalidDataException(
            "%s: row %d has no value in the target column '%s'; fill it or leave the row out"
                .formatted(table.name(), i + 1, column));
      }
    }
    return texts;
  }
}
