package dev.tuner.runner.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Turns the rows of a CSV file into features, as the training file's columns say. */
final class TableFeatures {

  private final TableLayout layout;
  private final List<Column> columns;
  private final int width;

  TableFeatures(List<Column> columns, TableLayout layout) {
    this.layout = layout;
    this.columns = columns;
    this.width = columns.stream().mapToInt(Column::width).sum();
  }

  /**
   * Finds them in the training file.
   *
   * @throws InvalidDataException if it has none
   */
  static TableFeatures of(Table training, TableLayout layout) {
    var names = layout.features(training);
    var found =
        new TableFeatures(names.stream().map(name -> Column.of(training, name)).toList(), layout);
    if (found.width == 0) {
      throw new InvalidDataException(training.name() + " has no column left to learn from");
    }
    if (found.width % layout.sequenceLength() != 0) {
      throw new InvalidDataException(
          "%s has %d features, which do not divide into 'sequence_length' %d"
              .formatted(training.name(), found.width, layout.sequenceLength()));
    }
    return found;
  }

  int width() {
    return width;
  }

  float[][] rows(Table table) {
    var rows = new float[table.rows().size()][width];
    int offset = 0;
    for (var column : columns) {
      var values = table.values(table.column(column.name()));
      for (int i = 0; i < rows.length; i++) {
        column.write(values.get(i), rows[i], offset);
      }
      offset += column.width();
    }
    return rows;
  }

  Items items(Table table) {
    int length = layout.sequenceLength();
    return new FloatItems(
        length == 1 ? List.of(width) : List.of(length, width / length), rows(table));
  }

  /** How rows without a target come. */
  ItemForm form(ItemForm.Kind kind, ItemFormat format) {
    return ItemForm.table(kind, format, columns, layout);
  }

  /** The rows of another file with these columns. */
  Unlabelled read(Path file) throws IOException {
    var table = Table.read(file);
    var items = items(table);
    return layout.id().isEmpty()
        ? Unlabelled.numbered(items)
        : new Unlabelled(items, table.values(table.column(layout.id().get())));
  }
}
