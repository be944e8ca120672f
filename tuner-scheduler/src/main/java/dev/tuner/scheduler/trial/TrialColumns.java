package dev.tuner.scheduler.trial;

import dev.tuner.scheduler.sql.Columns;

/**
 * The columns of a trial's row. A new one is named here or in the part of the trial that it belongs
 * to, and read in {@code stored} beside it.
 */
final class TrialColumns {
  /** Those that a report changes. */
  static final Columns<Trial> PROGRESS = Measured.COLUMNS.of(Trial::measured);

  /** The others, the key first. */
  static final Columns<Trial> STANDING =
      new Columns<Trial>()
          .with("id", "uuid", Trial::id)
          .with("study_id", "uuid", Trial::studyId)
          .with("number", "int4", Trial::number)
          .with("created_at", "timestamptz", Trial::createdAt)
          .and(Proposal.COLUMNS.of(Trial::proposal))
          .with("state", "text", trial -> trial.state().name())
          .with("reason", "text", Trial::reason)
          .with("attempt", "int4", Trial::attempt)
          .with("retried_attempt", "int4", Trial::retriedAttempt)
          .with("pause_cause", "text", Trial::pauseCause)
          .with("pause_requested", "bool", Trial::pauseRequested)
          .with("cut_off", "text", Trial::cutOff)
          .with("checkpoint_step", "int8", Trial::checkpointStep)
          .with("lineage_sequence", "int8", Trial::lineageSequence)
          .with("error", "text", Trial::error)
          .with("log_tail", "text", Trial::logTail)
          .with("ended_at", "timestamptz", Trial::endedAt)
          .and(Run.COLUMNS.of(Trial::run));

  static final Columns<Trial> ALL = new Columns<Trial>().and(STANDING).and(PROGRESS);

  /** The key, and what a report changes. */
  static final Columns<Trial> KEY_AND_PROGRESS =
      new Columns<Trial>().with("id", "uuid", Trial::id).and(PROGRESS);

  private TrialColumns() {}
}
