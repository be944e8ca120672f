package dev.tuner.scheduler.report;

import dev.tuner.scheduler.json.Json;
import dev.tuner.search.scheduler.Decision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The stored reports of all trials. */
@Component
public class Measurements {

  private static final String COLUMNS =
      "m.trial_id, m.step, m.lease_number, m.attempt, m.value, m.metrics, m.seconds, m.decision, m.reported_at,"
          + " m.sequence";

  private final JdbcClient db;
  private final JdbcTemplate batches;

  Measurements(JdbcClient db, JdbcTemplate batches) {
    this.db = db;
    this.batches = batches;
  }

  /** Stores reports. */
  public void append(Collection<Measurement> measurements) {
    batches.batchUpdate(
        """
        insert into measurement
          (trial_id, step, lease_number, attempt, value, metrics, seconds, decision, reported_at,
           sequence)
        values (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)
        """,
        measurements.stream().map(Measurements::columns).toList());
  }

  /** Those of the reports' steps that are stored already. */
  List<Measurement> at(List<ReportCommand> reports) {
    return db.sql(
            "select "
                + COLUMNS
                + """
                 from unnest(:trials::uuid[], :steps::bigint[]) as asked (trial_id, step)
                join measurement m using (trial_id, step)
                """)
        .param("trials", reports.stream().map(ReportCommand::trialId).toArray(UUID[]::new))
        .param("steps", reports.stream().map(ReportCommand::step).toArray(Long[]::new))
        .query(Measurements::row)
        .list();
  }

  /** Measurements of one trial after a step, ascending, {@code limit} at most. */
  public List<Measurement> of(UUID trialId, long afterStep, int limit) {
    return db.sql(
            "select "
                + COLUMNS
                + " from measurement m where trial_id = :trial and step > :after order by step limit :limit")
        .param("trial", trialId)
        .param("after", afterStep)
        .param("limit", limit)
        .query(Measurements::row)
        .list();
  }

  private static Object[] columns(Measurement measurement) {
    return new Object[] {
      measurement.trialId(),
      measurement.step(),
      measurement.lease(),
      measurement.attempt(),
      measurement.value(),
      Json.write(measurement.metrics()),
      measurement.seconds(),
      measurement.decision().name(),
      Timestamp.from(measurement.reportedAt()),
      measurement.sequence()
    };
  }

  private static Measurement row(ResultSet row, int number) throws SQLException {
    return new Measurement(
        row.getObject("trial_id", UUID.class),
        row.getLong("step"),
        row.getLong("lease_number"),
        row.getInt("attempt"),
        row.getDouble("value"),
        Json.metrics(row.getString("metrics")),
        row.getObject("seconds", Double.class),
        Decision.Kind.valueOf(row.getString("decision")),
        row.getTimestamp("reported_at").toInstant(),
        row.getLong("sequence"));
  }
}
