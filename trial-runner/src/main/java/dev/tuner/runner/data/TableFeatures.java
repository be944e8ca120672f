package dev.tuner.runner.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Turns the rows of a CSV file into features, as the training file's columns say. */
final class TableFeatures implements Unlabelled.Reader {

  private static final int SHOWN = 8;

  private final TableLayout layout;
  private final List<Column> columns;
  private final int width;

  TableFeatures(Table training, TableLayout layout) {
    this.layout = layout;
    this.columns =
        layout.features(training).stream().map(name -> Column.of(training, name)).toList();
    this.width = columns.stream().mapToInt(Column::width).sum();
    if (width == 0) {
      throw new InvalidDataException(training.name() + " has no column left to learn from");
    }
    if (width % layout.sequenceLength() != 0) {
      throw new InvalidDataException(
          "%s has %d features, which do not divide into 'sequence_length' %d"
              .formatted(training.name(), width, layout.sequenceLength()));
    }
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
  Dataset.Form form() {
    return new Dataset.Form(words(), categories(), this);
  }

  private List<Dataset.Form.Categories> categories() {
    var found = new ArrayList<Dataset.Form.Categories>();
    int from = 0;
    for (var column : columns) {
      if (!column.categories().isEmpty()) {
        found.add(new Dataset.Form.Categories(from, column.width()));
      }
      from += column.width();
    }
    return found;
  }

  /** Which file it takes. */
  String words() {
    var names = columns.stream().map(Column::name).limit(SHOWN).collect(Collectors.joining(", "));
    int more = columns.size() - SHOWN;
    return "a CSV file with a header and the columns "
        + (more > 0 ? "%s and %d more".formatted(names, more) : names);
  }

  @Override
  public List<String> features() {
    return columns.stream().flatMap(column -> column.features().stream()).toList();
  }

  @Override
  public Unlabelled read(Path file) throws IOException {
    var table = Table.read(file);
    var items = items(table);
    return layout.id().isEmpty()
        ? Unlabelled.numbered(items)
        : new Unlabelled(items, table.values(table.column(layout.id().get())));
  }
}
