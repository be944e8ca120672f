package dev.tuner.scheduler.view;

import dev.tuner.scheduler.trial.TrialState;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Views of a study beside its leaderboard, aggregated by the database. */
@Component
public class StudyViews {

  private final JdbcClient db;

  StudyViews(JdbcClient db) {
    this.db = db;
  }

  /** A learning curve: the study's metric by step. */
  public record Curve(
      UUID trialId, int number, String state, List<Long> steps, List<Double> values) {}

  /**
   * How many trials reached a rung and what became of them; {@code bestLoss} is null when none is
   * finite.
   */
  public record RungRow(
      int bracket, long level, int size, int promoted, int waiting, Double bestLoss) {}

  /** A decision as it is shown. */
  public record DecisionRow(
      String kind,
      long step,
      Long milestone,
      Integer rungSize,
      Integer rank,
      Double cutoff,
      String reason,
      Instant decidedAt) {}

  /** How many trials of each study are in each state; every study and every state is present. */
  public Map<UUID, Map<TrialState, Integer>> countByState(Collection<UUID> studyIds) {
    Map<UUID, Map<TrialState, Integer>> counts = new HashMap<>();
    studyIds.forEach(id -> counts.put(id, noTrials()));
    db.sql(
            "select study_id, state, count(*) from trial where study_id = any(:studies) group by study_id, state")
        .param("studies", studyIds.toArray(UUID[]::new))
        .query(
            row -> {
              var study = counts.get(row.getObject(1, UUID.class));
              study.put(TrialState.valueOf(row.getString(2)), row.getInt(3));
            });
    return counts;
  }

  private static Map<TrialState, Integer> noTrials() {
    var counts = new EnumMap<TrialState, Integer>(TrialState.class);
    Arrays.stream(TrialState.values()).forEach(state -> counts.put(state, 0));
    return counts;
  }

  /** The curves of the best trials, best first. */
  public List<Curve> curves(UUID studyId, int limit) {
    return db.sql(
            """
            select t.id, t.number, t.state, c.steps, c.values
            from (
              select id, number, state, coalesce(best_loss, 'Infinity') as loss from trial
              where study_id = :study and last_step > 0
              order by coalesce(best_loss, 'Infinity'), number limit :limit
            ) t
            cross join lateral (
              select array_agg(m.step order by m.step) as steps,
                array_agg(m.value order by m.step) as values
              from measurement m where m.trial_id = t.id
            ) c
            order by t.loss, t.number
            """)
        .param("study", studyId)
        .param("limit", limit)
        .query(StudyViews::curve)
        .list();
  }

  /** Every rung that anybody reached, by bracket and level. */
  public List<RungRow> rungs(UUID studyId) {
    return db.sql(
            """
            select bracket, level, count(*)::int as size,
              (count(*) filter (where standing in ('PROMOTED', 'WENT_ON')))::int as promoted,
              (count(*) filter (where standing = 'WAITING' and loss < 'Infinity'))::int as waiting,
              min(loss) filter (where loss < 'Infinity') as best_loss
            from rung_entry where study_id = :study and bracket >= 0 and standing <> 'NOTE'
            group by bracket, level order by bracket, level
            """)
        .param("study", studyId)
        .query(
            (row, n) ->
                new RungRow(
                    row.getInt("bracket"),
                    row.getLong("level"),
                    row.getInt("size"),
                    row.getInt("promoted"),
                    row.getInt("waiting"),
                    row.getObject("best_loss", Double.class)))
        .list();
  }

  /** Every decision about a trial, oldest first. */
  public List<DecisionRow> decisions(UUID trialId) {
    return db.sql(
            """
            select kind, step, milestone, rung_size, rank, cutoff, reason, decided_at
            from decision where trial_id = :trial order by sequence
            """)
        .param("trial", trialId)
        .query(
            (row, n) ->
                new DecisionRow(
                    row.getString("kind"),
                    row.getLong("step"),
                    row.getObject("milestone", Long.class),
                    row.getObject("rung_size", Integer.class),
                    row.getObject("rank", Integer.class),
                    row.getObject("cutoff", Double.class),
                    row.getString("reason"),
                    row.getTimestamp("decided_at").toInstant()))
        .list();
  }

  private static Curve curve(ResultSet row, int number) throws SQLException {
    return new Curve(
        row.getObject("id", UUID.class),
        row.getInt("number"),
        row.getString("state"),
        list(row.getArray("steps"), Long[].class),
        list(row.getArray("values"), Double[].class));
  }

  private static <T> List<T> list(Array array, Class<T[]> type) throws SQLException {
    return array == null ? List.of() : List.of(type.cast(array.getArray()));
  }
}
