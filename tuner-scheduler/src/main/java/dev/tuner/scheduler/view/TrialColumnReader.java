package dev.tuner.scheduler.view;

import dev.tuner.scheduler.trial.TrialState;
import dev.tuner.scheduler.view.TrialColumn.Version;
import java.util.HashMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Brings what is known of a study's trials up to date, some rows at a time. */
@Component
class TrialColumnReader {
  private static final int ROWS_AT_ONCE = 5000;

  private static final String ALL =
      "select t.number, t.state, (%s)::text as sort_key from trial t where t.study_id = :study";

  /**
   * New trials, those that run or wait, and those about which something was decided: whatever stops
   * a trial running either is a decision or makes it wait.
   */
  private static final String CHANGED =
      """
      with changed as (
        select id from trial where study_id = :study and number >= :size
        union
        select id from trial where study_id = :study and state in ('RUNNING', 'PENDING')
        union
        select trial_id from decision where study_id = :study and sequence > :after
      )
      select t.number, t.state, (%s)::text as sort_key from changed join trial t using (id)
      """;

  private final NamedParameterJdbcTemplate db;

  TrialColumnReader(DataSource source) {
    var streaming = new JdbcTemplate(source);
    streaming.setFetchSize(ROWS_AT_ONCE);
    this.db = new NamedParameterJdbcTemplate(streaming);
  }

  /**
   * Reads what is new.
   *
   * @param study what it was like just before
   */
  @Transactional(readOnly = true) // a cursor lives within a transaction
  public void read(UUID studyId, TrialOrder order, TrialColumn column, Version study) {
    var parameters = new HashMap<String, Object>();
    parameters.put("study", studyId);
    parameters.put("path", order.path().toArray(String[]::new));
    parameters.put("size", column.size());
    parameters.put("after", column.until());
    db.query(
        (column.until() < 0 ? ALL : CHANGED).formatted(order.key()),
        parameters,
        row -> {
          column.put(
              row.getInt("number"),
              SortKey.of(order.type(), row.getString("sort_key")),
              TrialState.valueOf(row.getString("state")));
        });
    column.isNow(study);
  }
}
