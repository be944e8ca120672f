package dev.tuner.scheduler.lease;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Studies that may have something to run: a cheap look without locks, before a study is locked and
 * asked.
 */
@Component
class StudiesWithWork {

  private final JdbcClient db;

  StudiesWithWork(JdbcClient db) {
    this.db = db;
  }

  /**
   * Candidates, those with the fewest running trials first, so that studies share the workers
   * fairly.
   */
  List<UUID> fitting(WorkRequest request) {
    return db.sql(
            """
            select s.id from study s
            cross join lateral (
              select count(*) as running from trial t where t.study_id = s.id and t.state = 'RUNNING'
            ) load
            where s.state = 'RUNNING'
              and (s.id = :study::uuid or (:study::uuid is null and not s.external))
              and s.cpu <= :cpu + 1e-9 and s.gpu <= :gpu + 1e-9
              and load.running < s.max_concurrent
              and (s.next_number < s.num_samples + s.imported_trials
                or exists (select 1 from trial t where t.study_id = s.id and t.state = 'PENDING')
                or exists (select 1 from trial t where t.study_id = s.id and t.state = 'PAUSED'))
            order by load.running, s.created_at, s.id
            """)
        .param("study", request.study().map(UUID::toString).orElse(null))
        .param("cpu", request.free().cpu())
        .param("gpu", request.free().gpu())
        .query(UUID.class)
        .list();
  }

  /**
   * Trials that a worker holds by the books and does not know of: the reply that gave them out was
   * lost.
   */
  List<UUID> heldBy(UUID workerId, Optional<UUID> study) {
    return db.sql(
            """
            select t.id from trial t join lease l on l.trial_id = t.id
            where t.worker_id = :worker and t.state = 'RUNNING' and l.expires_at > clock_timestamp()
              and (:study::uuid is null or t.study_id = :study::uuid)
            order by t.leased_at, t.id
            """)
        .param("worker", workerId)
        .param("study", study.map(UUID::toString).orElse(null))
        .query(UUID.class)
        .list();
  }
}
