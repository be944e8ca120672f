package dev.tuner.client.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Text in columns, two spaces apart, headed by their titles. */
public final class Table {
  private static final String GAP = "  ";

  private Table() {}

  /**
   * A column.
   *
   * @param rightAligned as numbers are
   */
  public record Column(String title, boolean rightAligned) {
    /** A column of words. */
    public static Column text(String title) {
      return new Column(title, false);
    }

    /** A column of numbers. */
    public static Column number(String title) {
      return new Column(title, true);
    }
  }

  /** The lines, titles first, without trailing spaces. Every row has a cell for each column. */
  public static List<String> lines(List<Column> columns, List<List<String>> rows) {
    var widths = widths(columns, rows);
    var lines = new ArrayList<String>();
    lines.add(line(columns, widths, columns.stream().map(Column::title).toList()));
    rows.forEach(row -> lines.add(line(columns, widths, row)));
    return lines;
  }

  static List<Integer> widths(List<Column> columns, List<List<String>> rows) {
    return IntStream.range(0, columns.size())
        .mapToObj(
            at ->
                Math.max(
                    columns.get(at).title().length(),
                    rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0)))
        .toList();
  }

  private static String line(List<Column> columns, List<Integer> widths, List<String> cells) {
    var line = new StringBuilder();
    for (int at = 0; at < columns.size(); at++) {
      var space = " ".repeat(widths.get(at) - cells.get(at).length());
      line.append(at == 0 ? "" : GAP);
      line.append(columns.get(at).rightAligned() ? space + cells.get(at) : cells.get(at) + space);
    }
    return line.toString().stripTrailing();
  }
}
