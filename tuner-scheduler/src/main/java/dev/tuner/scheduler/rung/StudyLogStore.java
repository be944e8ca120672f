package dev.tuner.scheduler.rung;

import dev.tuner.scheduler.json.Json;
import dev.tuner.scheduler.rung.StudyLog.DecisionRow;
import dev.tuner.scheduler.rung.StudyLog.EntryRow;
import dev.tuner.scheduler.rung.StudyLog.ImportedRow;
import dev.tuner.scheduler.rung.StudyLog.PromotedRow;
import dev.tuner.scheduler.study.Objectives;
import dev.tuner.scheduler.study.Study;
import dev.tuner.search.scheduler.RungEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import java.util.stream.DoubleStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The stored log: who reached which rung, who was promoted, and every decision. */
@Component
class StudyLogStore {

  /** The config that a trial had when it reached the rung; few ever change theirs. */
  private static final String CONFIG_THEN =
      """
      case when t.lineage_sequence is null then t.config else coalesce((
        select l.old_config from lineage l where l.trial_id = t.id and l.sequence > r.sequence
        order by l.sequence limit 1), t.config) end""";

  private final JdbcTemplate db;

  StudyLogStore(JdbcTemplate db) {
    this.db = db;
  }

  /**
   * Brings the state up to what is stored: everything logged after its sequence, in the order it
   * was logged.
   */
  void replay(Study study, Objectives objectives, LedgerState state) {
    replayRungs(study.id(), objectives, state);
    state
        .history()
        .ifPresent(
            history -> {
              replayReached(study, objectives, state.sequence(), history);
              replayFinished(study, objectives, state.sequence(), history);
            });
  }

  private void replayRungs(UUID studyId, Objectives objectives, LedgerState state) {
    var ledger = state.ledger();
    var known = state.sequence();
    db.query(
        "select r.bracket, r.level, r.trial_number, r.loss, r.sequence, r.standing, "
            + metricsThere(objectives)
            + " as metrics from rung_entry r "
            + (objectives.areSeveral()
                ? "left join trial t on t.study_id = r.study_id and t.number = r.trial_number"
                : "")
            + " where r.study_id = ? and r.changed_sequence > ? order by r.sequence",
        row -> {
          var entry = entry(row, objectives);
          if (row.getLong("sequence") > known) {
            ledger.add(entry);
          }
          switch (row.getString("standing")) {
            case "PROMOTED" -> ledger.promoted(entry.bracket(), entry.level(), entry.trial());
            case "WITHDRAWN" -> ledger.withdraw(entry.trial());
            default -> {}
          }
        },
        studyId,
        known);
  }

  private void replayReached(Study study, Objectives objectives, long known, StudyHistory history) {
    db.query(
        "select r.bracket, r.level, r.trial_number, r.loss, r.standing, t.lineage_sequence, "
            + CONFIG_THEN
            + " as config, "
            + metricsThere(objectives)
            + " as metrics"
            + """
             from rung_entry r join trial t on t.study_id = r.study_id and t.number = r.trial_number
            where r.study_id = ? and r.sequence > ? order by r.sequence
            """,
        row -> {
          var entry = entry(row);
          if (row.getObject("lineage_sequence") != null) {
            history.configChanged(entry.trial());
          }
          history.reached(entry, Json.tree(row.getString("config")), losses(row, objectives));
        },
        study.id(),
        known);
  }

  private void replayFinished(
      Study study, Objectives objectives, long known, StudyHistory history) {
    db.query(
        """
        select d.sequence, t.number, t.config, t.state, t.last_metrics
        from decision d join trial t on t.id = d.trial_id
        where d.study_id = ? and d.sequence > ? and d.kind = 'STOP' and t.state in ('COMPLETED', 'FAILED')
          and d.sequence = (select max(sequence) from decision where trial_id = t.id)
        union all
        select i.sequence, t.number, t.config, t.state, t.last_metrics
        from imported_trial i join trial t on t.study_id = i.study_id and t.number = i.trial_number
        where i.study_id = ? and i.sequence > ? and i.finished
        order by sequence
        """,
        row -> {
          var completed = row.getString("state").equals("COMPLETED");
          var metrics = Json.metrics(row.getString("last_metrics"));
          var loss =
              completed ? study.mode().loss(metrics.get(study.metric())) : Double.POSITIVE_INFINITY;
          history.finished(
              row.getInt("number"),
              Json.tree(row.getString("config")),
              loss,
              loss == Double.POSITIVE_INFINITY ? objectives.worst() : objectives.losses(metrics));
        },
        study.id(),
        known,
        study.id(),
        known);
  }

  /** What the trial reported when it reached the rung; only asked for where it is needed. */
  private static String metricsThere(Objectives objectives) {
    return objectives.areSeveral()
        ? """
          (select m.metrics from measurement m where m.trial_id = t.id and m.step >= r.level
           order by m.step limit 1)"""
        : "null";
  }

  private static double[] losses(ResultSet row, Objectives objectives) throws SQLException {
    var metrics = row.getString("metrics");
    return metrics == null || row.getDouble("loss") == Double.POSITIVE_INFINITY
        ? objectives.worst()
        : objectives.losses(Json.metrics(metrics));
  }

  private static RungEntry entry(ResultSet row, Objectives objectives) throws SQLException {
    var losses = losses(row, objectives);
    return losses == null ? entry(row) : entry(row).with(DoubleStream.of(losses).boxed().toList());
  }

  private static RungEntry entry(ResultSet row) throws SQLException {
    return new RungEntry(
        row.getInt("bracket"),
        row.getLong("level"),
        row.getInt("trial_number"),
        row.getDouble("loss"),
        fate(row.getString("standing")));
  }

  void write(StudyLog log) {
    var study = log.studyId();
    insertEntries(study, log.entries());
    db.batchUpdate(
        """
        update rung_entry set standing = 'PROMOTED', changed_sequence = ?
        where study_id = ? and bracket = ? and level = ? and trial_number = ?
        """,
        log.promoted().stream().map(row -> promotedColumns(study, row)).toList());
    db.batchUpdate(
        """
        update rung_entry set standing = 'WITHDRAWN', changed_sequence = ?
        where study_id = ? and trial_number = ? and standing = 'WAITING'
        """,
        log.withdrawn().stream()
            .map(row -> new Object[] {row.sequence(), study, row.trialNumber()})
            .toList());
    insertDecisions(study, log.decisions());
    db.batchUpdate(
        "insert into imported_trial (study_id, sequence, trial_number, finished) values (?, ?, ?, ?)",
        log.imported().stream().map(row -> importedColumns(study, row)).toList());
  }

  void insertEntries(UUID study, List<EntryRow> entries) {
    db.batchUpdate(
        """
        insert into rung_entry
          (study_id, bracket, level, trial_number, loss, sequence, standing, changed_sequence)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        entries.stream().map(row -> entryColumns(study, row)).toList());
  }

  void insertDecisions(UUID study, List<DecisionRow> decisions) {
    db.batchUpdate(
        """
        insert into decision
          (study_id, sequence, trial_id, kind, cause, step, milestone, rung_size, rank, cutoff, reason,
           decided_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        decisions.stream().map(row -> decisionColumns(study, row)).toList());
  }

  private static Object[] importedColumns(UUID study, ImportedRow row) {
    return new Object[] {study, row.sequence(), row.trialNumber(), row.finished()};
  }

  void deleteEntries(UUID study) {
    db.update("delete from rung_entry where study_id = ? and bracket >= 0", study);
  }

  private static String standing(RungEntry.Fate fate) {
    return switch (fate) {
      case WAITS -> "WAITING";
      case GOES_ON -> "WENT_ON";
      case ENDS -> "ENDED";
      case NOTE -> "NOTE";
    };
  }

  private static RungEntry.Fate fate(String standing) {
    return switch (standing) {
      case "WENT_ON" -> RungEntry.Fate.GOES_ON;
      case "ENDED" -> RungEntry.Fate.ENDS;
      case "NOTE" -> RungEntry.Fate.NOTE;
      default -> RungEntry.Fate.WAITS; // also of those that were promoted or withdrawn later
    };
  }

  private static Object[] entryColumns(UUID study, EntryRow row) {
    var entry = row.entry();
    return new Object[] {
      study,
      entry.bracket(),
      entry.level(),
      entry.trial(),
      entry.loss(),
      row.sequence(),
      standing(entry.fate()),
      row.sequence()
    };
  }

  private static Object[] promotedColumns(UUID study, PromotedRow row) {
    var promotion = row.promotion();
    return new Object[] {
      row.sequence(), study, promotion.bracket(), promotion.milestone(), promotion.trial()
    };
  }

  private static Object[] decisionColumns(UUID study, DecisionRow row) {
    var decision = row.decision();
    return new Object[] {
      study,
      row.sequence(),
      row.trialId(),
      decision.kind().name(),
      row.cause().name(),
      row.step(),
      decision.milestone(),
      decision.rungSize(),
      decision.rank(),
      decision.cutoff(),
      decision.reason(),
      Timestamp.from(row.decidedAt())
    };
  }
}
