package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.study.Resources;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who may have something to run, and who holds what: cheap looks without locks. */
@Component
class StudiesWithWork {
  private final JdbcClient db;

  StudiesWithWork(JdbcClient db) {
    this.db = db;
  }

  /**
   * A study whose trials workers train, and that may have something to run.
   *
   * @param resources of one of its trials
   * @param running trials that run now
   * @param room how many more it may run at once
   * @param version changes with everything that could change the answer
   */
  record Candidate(UUID id, Resources resources, int running, int room, long version) {
    Candidate withOneMore() {
      return new Candidate(id, resources, running + 1, room - 1, version);
    }
  }

  /** All of them, those that were created first at first. */
  List<Candidate> candidates() {
    return db.sql(
            """
            select s.id, s.cpu, s.gpu, load.running, s.max_concurrent - load.running as room, s.version
            from study s
            cross join lateral (
              select count(*) as running from trial t where t.study_id = s.id and t.state = 'RUNNING'
            ) load
            where s.state = 'RUNNING' and not s.external
              and load.running < s.max_concurrent
              and (s.next_number < s.num_samples + s.imported_trials
                or exists (select 1 from trial t where t.study_id = s.id and t.state = 'PENDING')
                or exists (select 1 from trial t where t.study_id = s.id and t.state = 'PAUSED'))
            order by s.created_at, s.id
            """)
        .query(
            (row, n) ->
                new Candidate(
                    row.getObject("id", UUID.class),
                    new Resources(row.getDouble("cpu"), row.getDouble("gpu")),
                    row.getInt("running"),
                    row.getInt("room"),
                    row.getLong("version")))
        .list();
  }

  /** A trial that runs, and the study it belongs to. */
  record Held(UUID trialId, UUID studyId) {}

  /**
   * The trials that each of these workers holds by the books, those leased first at first. A worker
   * that is not registered, or no longer, is left out.
   */
  Map<UUID, List<Held>> heldBy(Collection<UUID> workers) {
    var held = new HashMap<UUID, List<Held>>();
    db.sql(
            """
            select w.id, held.id, held.study_id
            from worker w
            left join lateral (
              select t.id, t.study_id, t.leased_at from trial t join lease l on l.trial_id = t.id
              where t.worker_id = w.id and t.state = 'RUNNING' and l.expires_at > clock_timestamp()
            ) held on true
            where w.id = any(:workers)
            order by held.leased_at, held.id
            """)
        .param("workers", workers.toArray(UUID[]::new))
        .query(
            row -> {
              var ofWorker =
                  held.computeIfAbsent(row.getObject(1, UUID.class), id -> new ArrayList<>());
              var trial = row.getObject(2, UUID.class);
              if (trial != null) {
                ofWorker.add(new Held(trial, row.getObject(3, UUID.class)));
              }
            });
    return held;
  }
}
