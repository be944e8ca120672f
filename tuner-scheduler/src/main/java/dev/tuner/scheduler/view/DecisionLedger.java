package dev.tuner.scheduler.view;

import dev.tuner.scheduler.rung.Cause;
import dev.tuner.scheduler.rung.StoredDecision;
import dev.tuner.search.scheduler.Decision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Why things were decided: each decision about a trial with who was better in its rung then. */
@Component
public class DecisionLedger {

  private static final String OF_TRIAL =
      """
      select d.*, own.loss, near.numbers, near.losses, best.trial_number as best_number,
        best.loss as best_loss
      from decision d join trial t on t.id = d.trial_id
      left join rung_entry own on own.study_id = d.study_id and own.bracket = t.bracket
        and own.level = d.milestone and own.trial_number = t.number and own.sequence < d.sequence
      left join lateral (
        select array_agg(x.trial_number order by x.loss desc, x.sequence desc) as numbers,
          array_agg(x.loss order by x.loss desc, x.sequence desc) as losses
        from (
          select e.trial_number, e.loss, e.sequence from rung_entry e
          where e.study_id = d.study_id and e.bracket = t.bracket and e.level = d.milestone
            and e.sequence < d.sequence and e.standing <> 'NOTE'
            and (e.loss, e.sequence) < (own.loss, own.sequence)
          order by e.loss desc, e.sequence desc limit :nearest
        ) x
      ) near on true
      left join lateral (
        select e.trial_number, e.loss from rung_entry e
        where e.study_id = d.study_id and e.bracket = t.bracket and e.level = d.milestone
          and e.sequence < d.sequence and e.standing <> 'NOTE'
          and (e.loss, e.sequence) < (own.loss, own.sequence)
        order by e.loss, e.sequence limit 1
      ) best on true
      where d.trial_id = :trial order by d.sequence
      """;

  private static final int NEAREST = 3;

  private final JdbcClient db;

  DecisionLedger(JdbcClient db) {
    this.db = db;
  }

  /** Another trial of the rung and its loss there. */
  public record Rival(int number, double loss) {}

  /**
   * A decision in its rung.
   *
   * @param loss of the trial at the milestone; null outside of rungs, and when the rungs were
   *     rewritten for another scheduler since
   * @param nearest those that were just better then, nearest first
   * @param best the best one there then; null when nobody was better
   */
  public record Entry(
      Decision decision,
      Cause cause,
      long step,
      Instant decidedAt,
      Double loss,
      List<Rival> nearest,
      Rival best) {}

  /** Every decision about a trial, oldest first. */
  public List<Entry> of(UUID trialId) {
    return db.sql(OF_TRIAL)
        .param("nearest", NEAREST)
        .param("trial", trialId)
        .query((row, n) -> entry(row))
        .list();
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        StoredDecision.read(row),
        Cause.valueOf(row.getString("cause")),
        row.getLong("step"),
        row.getTimestamp("decided_at").toInstant(),
        row.getObject("loss", Double.class),
        nearest(row),
        best(row));
  }

  private static List<Rival> nearest(ResultSet row) throws SQLException {
    var numbers = row.getArray("numbers");
    if (numbers == null) {
      return List.of();
    }
    var trials = (Integer[]) numbers.getArray();
    var losses = (Double[]) row.getArray("losses").getArray();
    var nearest = new ArrayList<Rival>();
    for (int i = 0; i < trials.length; i++) {
      nearest.add(new Rival(trials[i], losses[i]));
    }
    return nearest;
  }

  private static Rival best(ResultSet row) throws SQLException {
    var number = row.getObject("best_number", Integer.class);
    return number == null ? null : new Rival(number, row.getDouble("best_loss"));
  }
}
