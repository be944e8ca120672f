package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.lease.Candidate.Rank;
import dev.tuner.scheduler.study.Needs;
import dev.tuner.scheduler.worker.Allotment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who may have something to run, and who holds what: cheap looks without locks. */
@Component
public class StudiesWithWork {
  private final JdbcClient db;

  StudiesWithWork(JdbcClient db) {
    this.db = db;
  }

  /** The studies that may have something to run now, those that were created first at first. */
  public List<Candidate> candidates() {
    return db.sql(
            """
            select s.id, s.name, s.cpu, s.gpu, s.gpu_memory, s.compute_capability, s.labels::text as labels,
              s.priority, s.weight, s.running_trials, s.max_concurrent - s.running_trials as room, s.version,
              s.next_number < s.num_samples + s.imported_trials or pending.is_there as sure
            from study s
            cross join lateral (
              select exists (select from trial t where t.study_id = s.id and t.state = 'PENDING') as is_there
            ) pending
            where s.state = 'RUNNING' and not s.external and s.running_trials < s.max_concurrent
              and (s.next_number < s.num_samples + s.imported_trials or pending.is_there
                or exists (select from trial t where t.study_id = s.id and t.state = 'PAUSED'))
            order by s.created_at, s.id
            """)
        .query(StudiesWithWork::candidate)
        .list();
  }

  private static Candidate candidate(ResultSet row, int order) throws SQLException {
    return new Candidate(
        row.getObject("id", UUID.class),
        Needs.stored(row),
        new Rank(
            row.getString("name"),
            row.getInt("priority"),
            row.getDouble("weight"),
            order,
            row.getBoolean("sure")),
        row.getInt("running_trials"),
        row.getInt("room"),
        row.getLong("version"));
  }

  /**
   * A trial that runs, and the study it belongs to.
   *
   * @param allotment what its lease holds of the worker
   */
  record Held(UUID trialId, UUID studyId, Allotment allotment) {}

  /**
   * From now on these requests, and no earlier ones of the same workers, here or on another
   * instance, are given trials.
   */
  void waitAt(Collection<Place> places) {
    db.sql(
            """
            with here as (
              select w.id, place.id as place
              from worker w join unnest(:workers::uuid[], :places::uuid[]) as place (worker_id, id)
                on place.worker_id = w.id
              order by w.id for no key update of w
            )
            update worker w set waits_at = here.place from here where w.id = here.id
            """)
        .param("workers", ids(places))
        .param("places", places.stream().map(Place::id).toArray(UUID[]::new))
        .update();
  }

  /**
   * Those of these requests at which their workers wait no longer. The others stay so until the
   * transaction ends.
   */
  List<Place> goneOf(Collection<Place> places) {
    var here =
        Set.copyOf(
            db.sql(
                    "select waits_at from worker where id = any(:workers) and waits_at is not null"
                        + " order by id for share")
                .param("workers", ids(places))
                .query(UUID.class)
                .list());
    return places.stream().filter(place -> !here.contains(place.id())).toList();
  }

  private static UUID[] ids(Collection<Place> places) {
    return places.stream().map(place -> place.worker().id()).toArray(UUID[]::new);
  }

  /**
   * The trials that each of these workers holds by the books, those leased first at first. A worker
   * that is not registered, or no longer, is left out.
   */
  Map<UUID, List<Held>> heldBy(Collection<UUID> workers) {
    var held = new HashMap<UUID, List<Held>>();
    db.sql(
            """
            select w.id as worker_id, held.*
            from worker w
            left join lateral (
              select t.id, t.study_id, t.leased_at, l.cpu, l.gpu, l.gpu_memory, l.gpus
              from trial t join lease l on l.trial_id = t.id
              where t.worker_id = w.id and t.state = 'RUNNING' and l.expires_at > clock_timestamp()
            ) held on true
            where w.id = any(:workers)
            order by held.leased_at, held.id
            """)
        .param("workers", workers.toArray(UUID[]::new))
        .query(
            row -> {
              var ofWorker =
                  held.computeIfAbsent(
                      row.getObject("worker_id", UUID.class), id -> new ArrayList<>());
              var trial = row.getObject("id", UUID.class);
              if (trial != null) {
                ofWorker.add(
                    new Held(trial, row.getObject("study_id", UUID.class), Allotment.stored(row)));
              }
            });
    return held;
  }
}
