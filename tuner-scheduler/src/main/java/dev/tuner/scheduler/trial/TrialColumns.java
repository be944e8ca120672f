package dev.tuner.scheduler.trial;

import dev.tuner.scheduler.sql.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/**
 * The columns of a trial's row. A new one is named here and read in {@link Trial#stored} or {@link
 * Run#stored}.
 */
final class TrialColumns {
  /** Those that a report changes. */
  static final Columns<Trial> PROGRESS =
      new Columns<Trial>()
          .with("last_step", "int8", Trial::lastStep)
          .with("last_metrics", "jsonb", Trial::lastMetricsJson)
          .with("best_value", "float8", trial -> trial.bestValue().orElse(null))
          .with("best_loss", "float8", Trial::bestLoss)
          .with("best_step", "int8", Trial::bestStep);

  /** The others, the key first. */
  static final Columns<Trial> STANDING =
      new Columns<Trial>()
          .with("id", "uuid", Trial::id)
          .with("study_id", "uuid", Trial::studyId)
          .with("number", "int4", Trial::number)
          .with("config", "jsonb", Trial::configJson)
          .with("suggested_by", "text", Trial::suggestedBy)
          .with("basis", "jsonb", Trial::basisJson)
          .with("bracket", "int4", Trial::bracket)
          .with("created_at", "timestamptz", Trial::createdAt)
          .with("state", "text", trial -> trial.state().name())
          .with("reason", "text", Trial::reason)
          .with("attempt", "int4", Trial::attempt)
          .with("pause_cause", "text", Trial::pauseCause)
          .with("cut_off", "text", Trial::cutOff)
          .with("retried_attempt", "int4", Trial::retriedAttempt)
          .with("pause_requested", "bool", Trial::pauseRequested)
          .with("checkpoint_step", "int8", Trial::checkpointStep)
          .with("lineage_sequence", "int8", Trial::lineageSequence)
          .with("error", "text", Trial::error)
          .with("log_tail", "text", Trial::logTail)
          .with("ended_at", "timestamptz", Trial::endedAt)
          .with("lease_number", "int8", Trial::leaseNumber)
          .with("worker_id", "uuid", Trial::workerId)
          .with("last_worker", "text", Trial::lastWorker)
          .with("started_at", "timestamptz", trial -> trial.run().startedAt())
          .with("leased_at", "timestamptz", trial -> trial.run().leasedAt())
          .with("run_seconds", "float8", trial -> trial.run().seconds());

  static final Columns<Trial> ALL = new Columns<Trial>().and(STANDING).and(PROGRESS);

  /** The key, and what a report changes. */
  static final Columns<Trial> KEY_AND_PROGRESS =
      new Columns<Trial>().with("id", "uuid", Trial::id).and(PROGRESS);

  private TrialColumns() {}

  static Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp stored = row.getTimestamp(column);
    return stored == null ? null : stored.toInstant();
  }
}
