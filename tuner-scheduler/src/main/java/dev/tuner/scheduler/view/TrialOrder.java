package dev.tuner.scheduler.view;

import dev.tuner.scheduler.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The order of a leaderboard, as SQL. Ties go by trial number, so that every order is total and
 * pages never overlap.
 *
 * @param key SQL expression, never null
 * @param type SQL type of the key
 * @param path the JSON path in {@code key}'s parameter; empty when there is none
 */
public record TrialOrder(
    String word, String key, String type, List<String> path, boolean descending) {

  private record Column(String sql, String type) {}

  private static final Map<String, Column> COLUMNS =
      Map.of(
          "best", new Column("coalesce(t.best_loss, 'Infinity')", "double precision"),
          "number", new Column("t.number", "integer"),
          "state", new Column("t.state", "text"),
          "step", new Column("t.last_step", "bigint"),
          "attempt", new Column("t.attempt", "integer"),
          "seconds", new Column("t.run_seconds", "double precision"),
          "created_at", new Column("extract(epoch from t.created_at)::float8", "double precision"));

  /**
   * Reads the {@code sort} parameter: a column, {@code config.PATH} or {@code metrics.NAME}; a
   * minus in front turns the order round. {@code best} is best first.
   */
  public static TrialOrder of(String sort) {
    var descending = sort.startsWith("-");
    var word = descending ? sort.substring(1) : sort;
    var column = COLUMNS.get(word);
    if (column != null) {
      return new TrialOrder(word, column.sql(), column.type(), List.of(), descending);
    }
    if (word.startsWith("config.") && word.length() > 7) {
      return json(word, "t.config", List.of(word.substring(7).split("\\.", -1)), descending);
    }
    if (word.startsWith("metrics.") && word.length() > 8) {
      return json(word, "t.last_metrics", List.of(word.substring(8)), descending);
    }
    throw new InvalidInputException(
        "invalid-sort",
        "/sort",
        "cannot sort by %s; use one of %s, config.PATH or metrics.NAME"
            .formatted(word, new TreeSet<>(COLUMNS.keySet())));
  }

  private static TrialOrder json(
      String word, String column, List<String> path, boolean descending) {
    return new TrialOrder(
        word, "coalesce(" + column + " #> :path, 'null'::jsonb)", "jsonb", path, descending);
  }

  /** Whether an index of the database has this order of a study's trials. */
  boolean hasIndex() {
    return word.equals("best") || word.equals("number");
  }

  String direction() {
    return descending ? "desc" : "asc";
  }

  String comparison() {
    return descending ? "<" : ">";
  }
}
