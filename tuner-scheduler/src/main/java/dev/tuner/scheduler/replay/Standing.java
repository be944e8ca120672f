package dev.tuner.scheduler.replay;

import dev.tuner.scheduler.rung.Cause;
import dev.tuner.search.scheduler.Decision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Where a trial stood at a place in the log.
 *
 * @param lastStep 0 if it had not reported
 * @param decided the place of the last decision about it; 0 if there was none
 */
record Standing(Status status, long lastStep, long decided) {

  enum Status {
    /** It ran, waited for a worker, or a person held it. */
    OPEN,
    /** The scheduler had paused it. */
    WAITING,
    FAILED,
    /** It had ended by itself. */
    DONE,
    /** It had ended in any other way. */
    OVER
  }

  /** Whether its last report did not end or pause it. */
  boolean wentOn() {
    return status == Status.OPEN || status == Status.FAILED || status == Status.DONE;
  }

  private static final Set<Cause> PAUSING = EnumSet.of(Cause.REPORT, Cause.EXTENSION, Cause.CHANGE);

  /** What a decision makes of a trial. */
  static Status after(Decision.Kind kind, Cause cause) {
    return switch (kind) {
      case CONTINUE, PROMOTE -> Status.OPEN;
      case PAUSE -> PAUSING.contains(cause) ? Status.WAITING : Status.OPEN;
      case STOP ->
          switch (cause) {
            case ERROR -> Status.FAILED;
            case TRIAL -> Status.DONE;
            default -> Status.OVER;
          };
    };
  }

  /** Looks standings up. */
  @Component
  static class Standings {

    private final JdbcClient db;

    Standings(JdbcClient db) {
      this.db = db;
    }

    /** Where every trial of the study stood after everything up to {@code last}, by number. */
    Map<Integer, Standing> at(UUID studyId, long last) {
      var standings = new HashMap<Integer, Standing>();
      db.sql(
              """
              select t.number, r.step, d.sequence, d.kind, d.cause from trial t
              left join lateral (
                select max(step) as step from measurement where trial_id = t.id and sequence <= :last
              ) r on true
              left join lateral (
                select sequence, kind, cause from decision where trial_id = t.id and sequence <= :last
                order by sequence desc limit 1
              ) d on true
              where t.study_id = :study and not exists (
                select 1 from imported_trial i where i.study_id = t.study_id and i.trial_number = t.number)
              """)
          .param("study", studyId)
          .param("last", last)
          .query(
              row -> {
                standings.put(row.getInt("number"), standing(row));
              });
      return standings;
    }

    private static Standing standing(ResultSet row) throws SQLException {
      var cause = row.getString("cause");
      var status =
          cause == null
              ? Status.OPEN
              : after(Decision.Kind.valueOf(row.getString("kind")), Cause.valueOf(cause));
      return new Standing(status, row.getLong("step"), row.getLong("sequence"));
    }
  }
}
