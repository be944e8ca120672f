package dev.tuner.scheduler.trial;

import dev.tuner.scheduler.json.Json;
import dev.tuner.scheduler.json.LazyJson;
import dev.tuner.scheduler.sql.Columns;
import dev.tuner.search.Mode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/**
 * What a trial has measured so far.
 *
 * @param lastStep of its last report; 0 before the first one
 * @param lastMetrics of the same report
 * @param best null before the first report with a finite value
 */
record Measured(long lastStep, LazyJson<Map<String, Double>> lastMetrics, Best best) {
  static final Columns<Measured> COLUMNS =
      new Columns<Measured>()
          .with("last_step", "int8", Measured::lastStep)
          .with("last_metrics", "jsonb", measured -> measured.lastMetrics.text())
          .and(Best.COLUMNS.of(Measured::best));

  /** The best finite value of the study's metric, and the first step that had it. */
  record Best(double value, double loss, long step) {
    static final Columns<Best> COLUMNS =
        new Columns<Best>()
            .with("best_value", "float8", best -> best == null ? null : best.value)
            .with("best_loss", "float8", best -> best == null ? null : best.loss)
            .with("best_step", "int8", best -> best == null ? null : best.step);

    static Best stored(ResultSet row) throws SQLException {
      var step = row.getObject("best_step", Long.class);
      return step == null
          ? null
          : new Best(row.getDouble("best_value"), row.getDouble("best_loss"), step);
    }
  }

  static Measured nothing() {
    return new Measured(0, LazyJson.of(Map.of(), Json::metrics), null);
  }

  static Measured stored(ResultSet row) throws SQLException {
    return new Measured(
        row.getLong("last_step"),
        LazyJson.stored(row.getString("last_metrics"), Json::metrics),
        Best.stored(row));
  }

  /** The same, and another report. */
  Measured and(long step, LazyJson<Map<String, Double>> metrics, double value, Mode mode) {
    var better = Double.isFinite(value) && (best == null || mode.loss(value) < best.loss);
    return new Measured(step, metrics, better ? new Best(value, mode.loss(value), step) : best);
  }
}
