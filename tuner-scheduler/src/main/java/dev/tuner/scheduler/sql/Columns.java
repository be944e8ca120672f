package dev.tuner.scheduler.sql;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * The columns of a table as they are written: one array for each, so that one statement writes any
 * number of rows by {@code unnest}. Numbers and texts travel in PostgreSQL's binary form; what has
 * none in the driver travels as a text, which PostgreSQL reads.
 *
 * @param <T> what becomes a row
 */
public final class Columns<T> {
  private final List<Column<T>> columns = new ArrayList<>();

  private record Column<T>(String name, Form form, Function<T, Object> value) {}

  /**
   * Adds a column.
   *
   * @param type PostgreSQL's, such as {@code float8}
   * @param value null, or something whose text PostgreSQL reads as the type
   */
  public Columns<T> with(String name, String type, Function<T, Object> value) {
    columns.add(new Column<>(name, Form.of(type), value));
    return this;
  }

  /** Adds the columns of another. */
  public Columns<T> and(Columns<T> others) {
    columns.addAll(others.columns);
    return this;
  }

  /** The same columns of something that contains a {@code T}. */
  public <S> Columns<S> of(Function<S, T> part) {
    var whole = new Columns<S>();
    columns.forEach(
        column ->
            whole.columns.add(
                new Column<>(column.name(), column.form(), part.andThen(column.value()))));
    return whole;
  }

  /** The names, separated by commas. */
  public String names() {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  /** Assignments of all columns but the first, the key, from a row called {@code new}. */
  public String assignments() {
    return columns.stream()
        .skip(1)
        .map(column -> column.name() + " = new." + column.name())
        .collect(Collectors.joining(", "));
  }

  /** The rows as a table called {@code new}; its arrays are the statement's parameters. */
  public String rows() {
    var sent =
        columns.stream()
            .map(column -> column.form().parameter())
            .collect(Collectors.joining(", ", "unnest(", ") as sent (" + names() + ")"));
    return columns.stream()
        .map(
            column ->
                column.form().value().formatted("sent." + column.name()) + " as " + column.name())
        .collect(Collectors.joining(", ", "(select ", " from " + sent + ") as new"));
  }

  /** The values of one row, in the order of the columns. */
  public List<Object> values(T row) {
    var values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns.get(i).value().apply(row);
    }
    return Arrays.asList(values);
  }

  /** Inserts the rows. */
  public void insert(JdbcTemplate db, String table, List<T> rows) {
    execute(db, "insert into " + table + " (" + names() + ") select * from " + rows(), rows);
  }

  /** Updates the rows by the first column, their key. */
  public void update(JdbcTemplate db, String table, List<T> rows) {
    var key = columns.get(0).name();
    execute(
        db,
        "update %s old set %s from %s where old.%s = new.%s"
            .formatted(table, assignments(), rows(), key, key),
        rows);
  }

  /**
   * Executes a statement whose parameters are the arrays of {@link #rows}; without rows it does
   * nothing.
   */
  public void execute(JdbcTemplate db, String sql, List<T> rows) {
    if (!rows.isEmpty()) {
      db.update(sql, statement -> fill(statement, rows));
    }
  }

  /** The same, with a look at each row that the statement returns. */
  public void query(JdbcTemplate db, String sql, List<T> rows, RowCallbackHandler returned) {
    if (!rows.isEmpty()) {
      db.query(sql, statement -> fill(statement, rows), returned);
    }
  }

  private void fill(PreparedStatement statement, List<T> rows) throws SQLException {
    for (int at = 0; at < columns.size(); at++) {
      statement.setArray(at + 1, array(statement, columns.get(at), rows));
    }
  }

  private static <T> Array array(PreparedStatement statement, Column<T> column, List<T> rows)
      throws SQLException {
    var form = column.form();
    var values = form.array(rows.size());
    for (int i = 0; i < values.length; i++) {
      var value = column.value().apply(rows.get(i));
      values[i] = value == null ? null : form.element(value);
    }
    return statement.getConnection().createArrayOf(form.type(), values);
  }
}
