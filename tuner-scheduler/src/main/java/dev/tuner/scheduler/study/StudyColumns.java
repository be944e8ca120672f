package dev.tuner.scheduler.study;

import dev.tuner.scheduler.sql.Columns;

/**
 * The columns of a study's row. A new one is named here or in the part of the study that it belongs
 * to, and read in {@code stored} beside it.
 */
final class StudyColumns {
  /** Those that reports and leases change. */
  private static final Columns<Study> RUNNING =
      new Columns<Study>()
          .with("version", "int8", Study::version)
          .and(Numbering.COLUMNS.of(Study::numbers))
          .and(LogPlaces.COLUMNS.of(Study::log))
          .and(Tally.COLUMNS.of(Study::tally))
          .and(RunMeter.COLUMNS.of(Study::meter));

  static final Columns<Study> KEY_AND_RUNNING =
      new Columns<Study>().with("id", "uuid", Study::id).and(RUNNING);

  /** The key first. */
  static final Columns<Study> ALL =
      new Columns<Study>()
          .with("id", "uuid", Study::id)
          .with("idempotency_key", "text", study -> study.idempotencyKey().value())
          .with("request_sha256", "text", study -> study.idempotencyKey().requestSha256())
          .with("name", "text", Study::name)
          .with("metric", "text", Study::metric)
          .with("mode", "text", study -> study.mode().name())
          .with("definition", "jsonb", Study::definitionJson)
          .with("external", "bool", Study::external)
          .and(Claim.COLUMNS.of(Study::claim))
          .with("max_concurrent", "int4", Study::maxConcurrent)
          .with("num_samples", "int4", study -> study.numbers().samples())
          .with("definition_sequence", "int8", study -> study.log().definitionSequence())
          .with("rungs_since", "int8", study -> study.log().rungsSince())
          .and(StudyLife.COLUMNS.of(Study::life))
          .and(RUNNING);

  private StudyColumns() {}
}
