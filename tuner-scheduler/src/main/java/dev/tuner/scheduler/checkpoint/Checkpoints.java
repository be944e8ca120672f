package dev.tuner.scheduler.checkpoint;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
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

  /**
   * Whether checkpoint {@code c} of trial {@code t} may yet be taken over, or was and is still
   * needed: it is one that trials of population based training were compared by, and another of
   * them has no later checkpoint of its own.
   */
  private static final String MAY_BE_TAKEN_OVER =
      """
      exists (
        select from study p join trial o on o.study_id = p.id
        where p.id = t.study_id and p.definition #>> '{scheduler,type}' = 'pbt'
          and o.id <> t.id and coalesce(o.checkpoint_step, 0) <= c.step
          and (o.ended_at is null or (o.cut_off is not null and p.archived_at is null
            and o.ended_at > clock_timestamp() - make_interval(secs => :keep)))
          and (exists (
            select from rung_entry r where r.study_id = p.id and r.trial_number = t.number and c.step =
              (select min(m.step) from measurement m where m.trial_id = t.id and m.step >= r.level))
          or exists (
            select from lineage l where l.donor_id = t.id and l.donor_step = c.step and l.trial_id = o.id)))
      """;

  private static final String FORGET_ENDED =
      """
      with held as (
        select c.trial_id, c.step, t.study_id, t.number, metric_loss(m.value, s.mode) as loss,
          (s.definition #>> '{checkpoints,keep_best}')::int as keep_best,
          max(c.step) over of_trial as newest,
          max(c.step) filter (where c.step <= t.last_step) over of_trial as resumable,
          (t.state = 'FAILED' or t.cut_off is not null)
            and s.state <> 'CANCELLED' and s.archived_at is null
            and t.ended_at > clock_timestamp() - make_interval(secs => :keep) as may_go_on,
          %s as may_be_taken_over
        from checkpoint c join trial t on t.id = c.trial_id join study s on s.id = t.study_id
        left join measurement m on m.trial_id = c.trial_id and m.step = c.step
        where t.ended_at is not null
        window of_trial as (partition by c.trial_id)
      ), best as (
        select distinct on (trial_id) trial_id, study_id, number, step, loss
        from held order by trial_id, loss, step
      ), placed as (
        select trial_id, step as best_step, loss < 'Infinity' as measured,
          row_number() over (partition by study_id order by loss, number) as place
        from best
      ), unneeded as (
        select h.trial_id, h.step from held h join placed p using (trial_id)
        where not (p.measured and p.place <= h.keep_best and h.step in (p.best_step, h.newest))
          and not (h.may_go_on and h.step is not distinct from h.resumable)
          and not h.may_be_taken_over
        limit :limit
      )
      delete from checkpoint c using unneeded u
      where c.trial_id = u.trial_id and c.step = u.step returning c.location
      """
          .formatted(MAY_BE_TAKEN_OVER);

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
   * one it would resume from, and the one with the best metric.
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
              and c.step <> (select max(step) from checkpoint where trial_id = t.id)
              and c.step is distinct from
                (select max(step) from checkpoint where trial_id = t.id and step <= t.last_step)
              and c.step is distinct from (
                select step from checkpoint join measurement using (trial_id, step)
                where trial_id = t.id
                order by metric_loss(value, (select mode from study where id = t.study_id)), step limit 1)
              and not
            """
                + MAY_BE_TAKEN_OVER
                + "returning c.location")
        .param("added", added)
        .param("keep", 0)
        .param("trial", trialId)
        .query(String.class)
        .list();
  }

  /**
   * Forgets the checkpoints of ended trials, but for the best and the newest one of each study's
   * best {@code keep_best} trials by the metric at a checkpoint, and those that failed or cut-off
   * trials would resume from.
   *
   * @param keepResumable how long after a trial's end the latter are kept
   * @return the locations of the forgotten ones, {@code limit} at most
   */
  List<String> forgetEnded(Duration keepResumable, int limit) {
    return db.sql(FORGET_ENDED)
        .param("keep", keepResumable.toMillis() / 1000.0)
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

  /** Those of the locations that no checkpoint names. */
  List<String> unknown(List<String> locations) {
    return db.sql(
            """
            select location from unnest(:locations::text[]) as stored (location)
            where not exists (select 1 from checkpoint c where c.location = stored.location)
            """)
        .param("locations", locations.toArray(String[]::new))
        .query(String.class)
        .list();
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
