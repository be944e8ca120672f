package dev.tuner.scheduler.view;

import dev.tuner.scheduler.checkpoint.Checkpoint;
import dev.tuner.scheduler.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The checkpoints that are kept, with what their trials measured at their steps. */
@Component
public class CheckpointList {

  private static final String SELECT =
      """
      select c.trial_id, c.step, c.sha256, c.bytes, c.location, c.created_at, t.number, m.value, m.metrics
      %s
      from checkpoint c join trial t on t.id = c.trial_id join study s on s.id = t.study_id
      left join measurement m on m.trial_id = c.trial_id and m.step = c.step
      """;

  private final JdbcClient db;

  CheckpointList(JdbcClient db) {
    this.db = db;
  }

  /**
   * A checkpoint as it is shown.
   *
   * @param number of its trial
   * @param value the study's metric at its step; null when the step was not reported
   * @param metrics what else was measured there; empty when the step was not reported
   */
  public record CheckpointRow(
      Checkpoint checkpoint, int number, Double value, Map<String, Double> metrics) {}

  /** In which order checkpoints are listed. */
  public enum Order {
    /** By the study's metric at the checkpoint's step; those without a finite value last. */
    BEST("metric_loss(m.value, s.mode)", "double precision", ""),
    /** Those that were stored last first. */
    NEWEST("c.created_at", "timestamptz", " desc");

    private final String key;
    private final String type;
    private final String direction;

    Order(String key, String type, String direction) {
      this.key = key;
      this.type = type;
      this.direction = direction;
    }
  }

  /**
   * One page of a study's checkpoints.
   *
   * @param after the token of the page before; null for the first page
   * @param size 1..1000
   */
  public Rows<CheckpointRow> ofStudy(UUID studyId, Order order, String after, int size) {
    var parameters = new HashMap<String, Object>(Map.of("study", studyId, "limit", size + 1));
    var sql = new StringBuilder(SELECT.formatted(", (" + order.key + ")::text as sort_key"));
    sql.append(" where t.study_id = :study");
    if (after != null) {
      var token = PageToken.read(after, order.name());
      parameters.put("key", token.key());
      var tie = token.tie().split("/", -1);
      parameters.put("number", number(tie, 0, after));
      parameters.put("step", number(tie, 1, after));
      sql.append(
          " and (%s, t.number, c.step) %s (cast(:key as %s), :number, :step)"
              .formatted(order.key, order == Order.BEST ? ">" : "<", order.type));
    }
    sql.append(
        " order by %1$s%2$s, t.number%2$s, c.step%2$s".formatted(order.key, order.direction));
    sql.append(" limit :limit");
    return page(sql.toString(), parameters, order, size);
  }

  /** The study's checkpoint with the best finite value of its metric, if there is one. */
  public Optional<CheckpointRow> best(UUID studyId) {
    return ofStudy(studyId, Order.BEST, null, 1).rows().stream()
        .filter(row -> row.value() != null && Double.isFinite(row.value()))
        .findFirst();
  }

  /** A trial's checkpoints, by step. */
  public List<CheckpointRow> ofTrial(UUID trialId, long afterStep, int size) {
    return db.sql(
            SELECT.formatted("")
                + " where c.trial_id = :trial and c.step > :after order by c.step limit :limit")
        .param("trial", trialId)
        .param("after", afterStep)
        .param("limit", size)
        .query((row, n) -> row(row))
        .list();
  }

  private Rows<CheckpointRow> page(
      String sql, Map<String, Object> parameters, Order order, int size) {
    var keys = new ArrayList<String>();
    var rows = rows(sql, parameters, keys);
    if (rows.size() <= size) {
      return new Rows<>(rows, null);
    }
    var last = rows.get(size - 1);
    var tie = last.number() + "/" + last.checkpoint().step();
    return new Rows<>(
        rows.subList(0, size), new PageToken(order.name(), keys.get(size - 1), tie).write());
  }

  private List<CheckpointRow> rows(
      String sql, Map<String, Object> parameters, List<String> sortKeys) {
    try {
      return db.sql(sql)
          .params(parameters)
          .query(
              (row, n) -> {
                sortKeys.add(row.getString("sort_key"));
                return row(row);
              })
          .list();
    } catch (DataIntegrityViolationException e) {
      if (!parameters.containsKey("key")) {
        throw e;
      }
      throw PageToken.refused(parameters.get("key").toString(), e); // none of this order's type
    }
  }

  private static long number(String[] tie, int at, String token) {
    try {
      return Long.parseLong(tie.length == 2 ? tie[at] : "");
    } catch (NumberFormatException e) {
      throw PageToken.refused(token, e);
    }
  }

  private static CheckpointRow row(ResultSet row) throws SQLException {
    var checkpoint =
        new Checkpoint(
            row.getObject("trial_id", UUID.class),
            row.getLong("step"),
            row.getString("sha256"),
            row.getLong("bytes"),
            row.getString("location"),
            row.getTimestamp("created_at").toInstant());
    var metrics = row.getString("metrics");
    return new CheckpointRow(
        checkpoint,
        row.getInt("number"),
        row.getObject("value", Double.class),
        metrics == null ? Map.of() : Json.metrics(metrics));
  }
}
