package dev.tuner.scheduler.study;

import dev.tuner.scheduler.sql.Columns;

/** The columns of a study's row. A new one is named here and read in {@link Study#stored}. */
final class StudyColumns {
  /** Those that reports and leases change. */
  private static final Columns<Study> RUNNING =
      new Columns<Study>()
          .with("next_number", "int4", Study::nextNumber)
          .with("imported_trials", "int4", Study::importedTrials)
          .with("enqueued_trials", "int4", Study::enqueuedTrials)
          .with("version", "int8", Study::version)
          .with("log_sequence", "int8", Study::logSequence)
          .with("log_stamp", "uuid", Study::logStamp)
          .and(Tally.COLUMNS.of(Study::tally))
          .and(RunMeter.COLUMNS.of(Study::meter));

  static final Columns<Study> KEY_AND_RUNNING =
      new Columns<Study>().with("id", "uuid", Study::id).and(RUNNING);

  /** The key first. */
  static final Columns<Study> ALL =
      new Columns<Study>()
          .with("id", "uuid", Study::id)
          .with("name", "text", Study::name)
          .with("state", "text", study -> study.state().name())
          .with("reason", "text", Study::reason)
          .with("metric", "text", Study::metric)
          .with("mode", "text", study -> study.mode().name())
          .with("definition", "jsonb", Study::definitionJson)
          .with("external", "bool", Study::external)
          .and(Claim.COLUMNS.of(Study::claim))
          .with("num_samples", "int4", Study::numSamples)
          .with("max_concurrent", "int4", Study::maxConcurrent)
          .with("definition_sequence", "int8", Study::definitionSequence)
          .with("rungs_since", "int8", Study::rungsSince)
          .with("idempotency_key", "text", study -> study.idempotencyKey().value())
          .with("request_sha256", "text", study -> study.idempotencyKey().requestSha256())
          .with("created_at", "timestamptz", Study::createdAt)
          .with("start_at", "timestamptz", study -> study.startAt().orElse(null))
          .with("started_at", "timestamptz", study -> study.startedAt().orElse(null))
          .with("deadline_at", "timestamptz", study -> study.deadlineAt().orElse(null))
          .with("ended_at", "timestamptz", Study::endedAt)
          .with("archived_at", "timestamptz", study -> study.archivedAt().orElse(null))
          .with("deleted_at", "timestamptz", study -> study.deletedAt().orElse(null))
          .and(RUNNING);

  private StudyColumns() {}
}
