package dev.tuner.scheduler.metrics;

import dev.tuner.scheduler.lease.LeaseProperties;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts what is open: trials of studies that have not ended, and workers. What it costs grows with
 * the open trials, not with all there ever were.
 */
@Component
class Census {

  /** More pending trials than this are not looked at one by one. */
  private static final int OLDEST_OF = 1000;

  private final JdbcClient db;
  private final LeaseProperties leases;

  Census(JdbcClient db, LeaseProperties leases) {
    this.db = db;
    this.leases = leases;
  }

  /**
   * The numbers at one moment.
   *
   * @param trials open trials by state
   * @param oldestPendingSeconds how long the pending trial has waited that waits longest; 0: none
   * @param startable trials that could start now if there were workers for them
   */
  record Numbers(
      Map<String, Long> trials,
      double oldestPendingSeconds,
      double startable,
      Workers workers,
      Load load) {}

  /** Workers that were heard of within the life of a lease, and what they have. */
  record Workers(double count, double cpus, double gpus) {}

  /** What running trials use of it. */
  record Load(double cpus, double gpus) {}

  Numbers take() {
    return new Numbers(trials(), oldestPendingSeconds(), startable(), workers(), load());
  }

  private Map<String, Long> trials() {
    var counts = new HashMap<String, Long>();
    db.sql(
            """
            select t.state, count(*) from study s join trial t on t.study_id = s.id
            where s.state in ('RUNNING', 'PAUSED') and t.state in ('PENDING', 'RUNNING', 'PAUSED')
            group by t.state
            """)
        .query(
            row -> {
              counts.put(row.getString(1), row.getLong(2));
            });
    return counts;
  }

  /** Since it was created, or since the last decision about it, such as its promotion. */
  private double oldestPendingSeconds() {
    return db.sql(
            """
            select coalesce(max(extract(epoch from clock_timestamp() - coalesce(
              (select decided_at from decision d where d.trial_id = p.id order by sequence desc limit 1),
              p.created_at))), 0)
            from (
              select t.id, t.created_at from study s join trial t on t.study_id = s.id
              where s.state = 'RUNNING' and t.state = 'PENDING' limit :most
            ) p
            """)
        .param("most", OLDEST_OF)
        .query(Double.class)
        .single();
  }

  private double startable() {
    return db.sql(
            """
            select coalesce(sum(greatest(0, least(
              s.max_concurrent - load.running,
              load.pending + greatest(0, s.num_samples + s.imported_trials - s.next_number)))), 0)
            from study s cross join lateral (
              select count(*) filter (where state = 'RUNNING') as running,
                count(*) filter (where state = 'PENDING') as pending
              from trial t where t.study_id = s.id and t.state in ('RUNNING', 'PENDING')
            ) load
            where s.state = 'RUNNING' and not s.external
            """)
        .query(Double.class)
        .single();
  }

  private Workers workers() {
    return db.sql(
            """
            select count(*), coalesce(sum(w.cpu), 0), coalesce(sum(w.gpu), 0)
            from worker_seen s join worker w on w.id = s.worker_id
            where s.seen_at > clock_timestamp() - make_interval(secs => :ttl) and w.incarnation <> 'ask'
            """)
        .param("ttl", leases.ttl().toMillis() / 1000.0)
        .query((row, n) -> new Workers(row.getDouble(1), row.getDouble(2), row.getDouble(3)))
        .single();
  }

  private Load load() {
    return db.sql(
            """
            select coalesce(sum(s.cpu), 0), coalesce(sum(s.gpu), 0)
            from study s join trial t on t.study_id = s.id
            where s.state in ('RUNNING', 'PAUSED') and not s.external and t.state = 'RUNNING'
            """)
        .query((row, n) -> new Load(row.getDouble(1), row.getDouble(2)))
        .single();
  }
}
