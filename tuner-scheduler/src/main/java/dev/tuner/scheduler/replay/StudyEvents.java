package dev.tuner.scheduler.replay;

import dev.tuner.scheduler.rung.Cause;
import dev.tuner.scheduler.rung.StoredDecision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads a study's log in its order, a few rows at a time, however long it is. */
@Component
@Transactional(propagation = Propagation.MANDATORY) // a cursor lives within a transaction
class StudyEvents {

  private static final int ROWS_AT_ONCE = 2000;

  private final JdbcTemplate db;

  StudyEvents(DataSource source) {
    this.db = new JdbcTemplate(source);
    this.db.setFetchSize(ROWS_AT_ONCE);
  }

  /**
   * Hands out what was logged after {@code after}, up to and with {@code last}.
   *
   * @param taker takes one event after the other
   */
  void read(UUID studyId, long after, long last, Consumer<LogEvent> taker) {
    db.query(
        """
        select m.sequence, t.number, m.step, m.value, m.metrics, null as cause, null as kind, null::bigint as milestone,
          null::integer as rung_size, null::integer as rank, null::double precision as cutoff, null as reason,
          null::integer as donor
        from trial t join measurement m on m.trial_id = t.id
        where t.study_id = ? and m.sequence > ? and m.sequence <= ?
          and not exists (
            select 1 from imported_trial i where i.study_id = t.study_id and i.trial_number = t.number)
        union all
        select d.sequence, t.number, d.step, null, null, d.cause, d.kind, d.milestone, d.rung_size, d.rank, d.cutoff, d.reason,
          (select o.number from lineage l join trial o on o.id = l.donor_id
           where l.study_id = d.study_id and l.sequence = d.sequence)
        from decision d join trial t on t.id = d.trial_id
        where d.study_id = ? and d.sequence > ? and d.sequence <= ?
          and not exists (
            select 1 from imported_trial i where i.study_id = t.study_id and i.trial_number = t.number)
        order by 1
        """,
        row -> {
          taker.accept(event(row));
        },
        studyId,
        after,
        last,
        studyId,
        after,
        last);
  }

  /** The numbers of the trials that were imported, and so never judged; ascending. */
  int[] imported(UUID studyId) {
    return db
        .queryForList(
            "select distinct trial_number from imported_trial where study_id = ? order by 1",
            Integer.class,
            studyId)
        .stream()
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static LogEvent event(ResultSet row) throws SQLException {
    var cause = row.getString("cause");
    if (cause == null) {
      return new LogEvent.Reported(
          row.getLong("sequence"),
          row.getInt("number"),
          row.getLong("step"),
          row.getDouble("value"),
          row.getString("metrics"));
    }
    return new LogEvent.Decided(
        row.getLong("sequence"),
        row.getInt("number"),
        row.getLong("step"),
        Cause.valueOf(cause),
        StoredDecision.read(row),
        row.getObject("donor", Integer.class));
  }
}
