package dev.tuner.scheduler.feed;

import dev.tuner.scheduler.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads what happened in a study after a place in its log. The log is written under the study's
 * lock, so whoever sees a place sees all before it: there are no gaps to wait for.
 */
@Component
public class StudyFeed {

  /** How much is told at a time; more is a {@link FeedEvent.Type#RESET}. */
  static final int MOST = 1000;

  /**
   * How many reports of a trial are told at a time: the newest. The oldest one told says how many
   * before it are not, as {@code skipped}.
   */
  static final int MOST_OF_TRIAL = 50;

  /**
   * The trials that may have news: those that run or wait, and those about which something was
   * decided. Whatever stops a trial running either is a decision or makes it wait.
   */
  private static final String TOUCHED =
      """
      with touched as (
        select id from trial where study_id = :study and state in ('RUNNING', 'PENDING')
        union
        select trial_id from decision where study_id = :study and sequence > :after
      )
      """;

  private final JdbcClient db;

  StudyFeed(JdbcClient db) {
    this.db = db;
  }

  /**
   * What happened, in the log's order, then the states of touched trials, then the study's.
   *
   * @param until the log's last place when it was read
   */
  public record News(List<FeedEvent> events, long until) {}

  /** Everything after this place in the log, as of one moment; empty events: nothing. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public News since(UUID studyId, long after) {
    var study = study(studyId);
    if (study.isEmpty()) {
      return new News(List.of(), after);
    }
    var until = study.get(0).sequence();
    var logged = new ArrayList<>(decisions(studyId, after));
    logged.addAll(countingSkipped(measurements(studyId, after), after));
    logged.sort(Comparator.comparingLong(FeedEvent::sequence));
    var events = new ArrayList<FeedEvent>();
    if (logged.size() > MOST || until - after > 10L * MOST) {
      events.add(reset(studyId, until));
    } else {
      events.addAll(logged);
    }
    events.addAll(trials(studyId, after, until));
    events.addAll(study);
    return new News(events, until);
  }

  /** The event that says: read the study again. */
  public static FeedEvent reset(UUID studyId, long until) {
    return new FeedEvent(
        studyId,
        until,
        FeedEvent.Type.RESET,
        Map.of("reason", "more happened than is told; read again"));
  }

  private List<FeedEvent> study(UUID studyId) {
    return db.sql(
            "select id, name, state, reason, version, log_sequence as sequence from study where id"
                + " = :study")
        .param("study", studyId)
        .query(mapper(studyId, FeedEvent.Type.STUDY))
        .list();
  }

  private List<FeedEvent> measurements(UUID studyId, long after) {
    return db.sql(
            TOUCHED
                + """
                select m.sequence, m.trial_id, t.number, m.step, m.value, m.metrics, m.seconds, m.decision, m.reported_at
                from touched join trial t using (id)
                cross join lateral (
                  select * from measurement where trial_id = t.id order by step desc limit :most_of_trial
                ) m where m.sequence > :after order by m.sequence limit :most
                """)
        .param("study", studyId)
        .param("after", after)
        .param("most_of_trial", MOST_OF_TRIAL)
        .param("most", MOST + 1)
        .query(mapper(studyId, FeedEvent.Type.MEASUREMENT))
        .list();
  }

  /** Says of a trial that reported more than is told how many of its reports are left out. */
  private List<FeedEvent> countingSkipped(List<FeedEvent> measurements, long after) {
    var told = new HashMap<Object, Integer>();
    measurements.forEach(each -> told.merge(each.data().get("trial_id"), 1, Integer::sum));
    return measurements.stream()
        .map(
            each -> {
              var reports = told.remove(each.data().get("trial_id")); // null behind its oldest
              return reports == null || reports < MOST_OF_TRIAL ? each : counting(each, after);
            })
        .toList();
  }

  private FeedEvent counting(FeedEvent oldest, long after) {
    var skipped =
        db.sql(
                "select count(*) from measurement where trial_id = :trial::uuid and step < :step"
                    + " and sequence > :after")
            .param("trial", oldest.data().get("trial_id"))
            .param("step", oldest.data().get("step"))
            .param("after", after)
            .query(Long.class)
            .single();
    if (skipped == 0) {
      return oldest;
    }
    var data = new LinkedHashMap<>(oldest.data());
    data.put("skipped", skipped);
    return new FeedEvent(oldest.studyId(), oldest.sequence(), oldest.type(), data);
  }

  private List<FeedEvent> decisions(UUID studyId, long after) {
    return db.sql(
            """
            select d.sequence, d.trial_id, t.number, d.kind, d.step, d.milestone, d.rung_size, d.rank, d.cutoff,
              d.reason, d.decided_at
            from decision d join trial t on t.id = d.trial_id
            where d.study_id = :study and d.sequence > :after order by d.sequence limit :most
            """)
        .param("study", studyId)
        .param("after", after)
        .param("most", MOST + 1)
        .query(mapper(studyId, FeedEvent.Type.DECISION))
        .list();
  }

  private List<FeedEvent> trials(UUID studyId, long after, long until) {
    return db.sql(
            TOUCHED
                + """
                select :until::bigint as sequence, id, number, state, reason, last_step as step, best_value, attempt,
                  last_worker as worker
                from touched join trial using (id) order by number limit :most
                """)
        .param("study", studyId)
        .param("after", after)
        .param("until", until)
        .param("most", MOST)
        .query(mapper(studyId, FeedEvent.Type.TRIAL))
        .list();
  }

  private static RowMapper<FeedEvent> mapper(UUID studyId, FeedEvent.Type type) {
    return (row, number) -> new FeedEvent(studyId, row.getLong("sequence"), type, data(row));
  }

  /** The row's columns by their names; absent where null, and JSON where the column is. */
  private static Map<String, Object> data(ResultSet row) throws SQLException {
    var columns = row.getMetaData();
    var data = new LinkedHashMap<String, Object>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      var value = value(row, i, columns.getColumnTypeName(i));
      if (value != null && !columns.getColumnLabel(i).equals("sequence")) {
        data.put(columns.getColumnLabel(i), value);
      }
    }
    return data;
  }

  private static Object value(ResultSet row, int column, String type) throws SQLException {
    return switch (type) {
      case "jsonb" -> row.getString(column) == null ? null : Json.metrics(row.getString(column));
      case "timestamptz" ->
          row.getTimestamp(column) == null ? null : row.getTimestamp(column).toInstant().toString();
      case "uuid" -> row.getString(column);
      default -> row.getObject(column);
    };
  }
}
