package dev.tuner.scheduler.checkpoint;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which checkpoints are stored. A checkpoint exists from the commit of its row on, and not before.
 */
@Component
public class Checkpoints {

  private static final String SELECT =
      "select trial_id, step, sha256, bytes, location, created_at from checkpoint ";

  private final JdbcClient db;

  Checkpoints(JdbcClient db) {
    this.db = db;
  }

  /** The checkpoint of exactly this step. */
  public Optional<Checkpoint> find(UUID trialId, long step) {
    return db.sql(SELECT + "where trial_id = :trial and step = :step")
        .param("trial", trialId)
        .param("step", step)
        .query(Checkpoints::row)
        .optional();
  }

  /**
   * The checkpoint from which a trial goes on: the newest one whose step was reported. A newer one
   * would skip the report of its own step.
   */
  public Optional<Checkpoint> resumable(UUID trialId, long lastStep) {
    return db.sql(SELECT + "where trial_id = :trial and step <= :last order by step desc limit 1")
        .param("trial", trialId)
        .param("last", lastStep)
        .query(Checkpoints::row)
        .optional();
  }

  void add(Checkpoint checkpoint) {
    db.sql(
            """
            insert into checkpoint (trial_id, step, sha256, bytes, location, created_at)
            values (:trial, :step, :sha256, :bytes, :location, clock_timestamp())
            on conflict (trial_id, step) do update set
              sha256 = excluded.sha256, bytes = excluded.bytes,
              location = excluded.location, created_at = excluded.created_at
            """)
        .param("trial", checkpoint.trialId())
        .param("step", checkpoint.step())
        .param("sha256", checkpoint.sha256())
        .param("bytes", checkpoint.bytes())
        .param("location", checkpoint.location())
        .update();
  }

  /**
   * Forgets the checkpoints of a running trial that nothing needs any more: all but the newest, the
   * one it would resume from, and the one of its best step.
   *
   * @param added the step that was just stored, kept in any case
   * @return the locations of the forgotten ones
   */
  List<String> forgetSuperseded(UUID trialId, long added) {
    return db.sql(
            """
            delete from checkpoint c using trial t
            where t.id = :trial and c.trial_id = t.id
              and c.step <> :added
              and c.step is distinct from t.best_step
              and c.step <> (select max(step) from checkpoint where trial_id = t.id)
              and c.step is distinct from
                (select max(step) from checkpoint where trial_id = t.id and step <= t.last_step)
            returning c.location
            """)
        .param("added", added)
        .param("trial", trialId)
        .query(String.class)
        .list();
  }

  /**
   * Forgets the checkpoints of ended trials, but for the best step of each study's best {@code
   * keep_best} trials.
   *
   * @return the locations of the forgotten ones, {@code limit} at most
   */
  List<String> forgetEnded(int limit) {
    return db.sql(
            """
            with ended as (
              select t.id, t.best_step, (s.definition #>> '{checkpoints,keep_best}')::int as keep_best,
                row_number() over (
                  partition by t.study_id order by coalesce(t.best_loss, 'Infinity'), t.number) as place
              from trial t join study s on s.id = t.study_id
              where t.ended_at is not null and exists (select 1 from checkpoint where trial_id = t.id)
            ), unneeded as (
              select c.trial_id, c.step from checkpoint c join ended e on e.id = c.trial_id
              where e.place > e.keep_best or c.step is distinct from e.best_step
              limit :limit
            )
            delete from checkpoint c using unneeded u
            where c.trial_id = u.trial_id and c.step = u.step returning c.location
            """)
        .param("limit", limit)
        .query(String.class)
        .list();
  }

  /** Forgets every checkpoint of these trials and answers their locations. */
  List<String> forgetAll(Collection<UUID> trials) {
    return db.sql("delete from checkpoint where trial_id = any(:trials) returning location")
        .param("trials", trials.toArray(UUID[]::new))
        .query(String.class)
        .list();
  }

  boolean isKnown(String location) {
    return db.sql("select exists (select 1 from checkpoint where location = :location)")
        .param("location", location)
        .query(Boolean.class)
        .single();
  }

  private static Checkpoint row(ResultSet row, int number) throws SQLException {
    return new Checkpoint(
        row.getObject("trial_id", UUID.class),
        row.getLong("step"),
        row.getString("sha256"),
        row.getLong("bytes"),
        row.getString("location"),
        row.getTimestamp("created_at").toInstant());
  }
}
