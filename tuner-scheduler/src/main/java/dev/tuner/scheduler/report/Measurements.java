package dev.tuner.scheduler.report;

import dev.tuner.scheduler.json.Json;
import dev.tuner.scheduler.json.LazyJson;
import dev.tuner.scheduler.sql.Columns;
import dev.tuner.search.scheduler.Decision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The stored reports of all trials. */
@Component
public class Measurements {

  private static final String COLUMNS =
      "m.trial_id, m.step, m.lease_number, m.attempt, m.value, m.metrics, m.seconds, m.decision,"
          + " m.reported_at, m.sequence";

  private static final Columns<Measurement> NEW =
      new Columns<Measurement>()
          .with("trial_id", "uuid", Measurement::trialId)
          .with("step", "int8", Measurement::step)
          .with("lease_number", "int8", Measurement::lease)
          .with("attempt", "int4", Measurement::attempt)
          .with("value", "float8", Measurement::value)
          .with("metrics", "jsonb", measurement -> measurement.metrics().text())
          .with("seconds", "float8", Measurement::seconds)
          .with("decision", "text", measurement -> measurement.decision().name())
          .with("reported_at", "timestamptz", Measurement::reportedAt)
          .with("sequence", "int8", Measurement::sequence);

  private final JdbcClient db;
  private final JdbcTemplate writer;

  Measurements(JdbcClient db, JdbcTemplate writer) {
    this.db = db;
    this.writer = writer;
  }

  /** Stores reports. */
  public void append(List<Measurement> measurements) {
    NEW.insert(writer, "measurement", measurements);
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
                + " from measurement m where trial_id = :trial and step > :after order by step"
                + " limit :limit")
        .param("trial", trialId)
        .param("after", afterStep)
        .param("limit", limit)
        .query(Measurements::row)
        .list();
  }

  private static Measurement row(ResultSet row, int number) throws SQLException {
    return new Measurement(
        row.getObject("trial_id", UUID.class),
        row.getLong("step"),
        row.getLong("lease_number"),
        row.getInt("attempt"),
        row.getDouble("value"),
        LazyJson.stored(row.getString("metrics"), Json::metrics),
        row.getObject("seconds", Double.class),
        Decision.Kind.valueOf(row.getString("decision")),
        row.getTimestamp("reported_at").toInstant(),
        row.getLong("sequence"));
  }
}
