package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.study.Resources;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the live workers have together, counted now and then. Used by one thread. */
@Component
class Capacity {
  private static final Duration KEPT = Duration.ofSeconds(5);

  private final JdbcClient db;
  private final LeaseProperties properties;
  private Resources counted = new Resources(0, 0);
  private long countedAtNanos = System.nanoTime() - KEPT.toNanos();

  Capacity(JdbcClient db, LeaseProperties properties) {
    this.db = db;
    this.properties = properties;
  }

  /** It was so a few seconds ago at most. */
  Resources lately() {
    var now = System.nanoTime();
    if (now - countedAtNanos >= KEPT.toNanos()) {
      counted = count();
      countedAtNanos = now;
    }
    return counted;
  }

  private Resources count() {
    return db.sql(
            """
            select coalesce(sum(w.cpu), 0) as cpu, coalesce(sum(w.gpu), 0) as gpu
            from worker_seen s join worker w on w.id = s.worker_id
            where s.seen_at > clock_timestamp() - make_interval(secs => :ttl) and w.incarnation <> 'ask'
            """)
        .param("ttl", properties.ttl().toMillis() / 1000.0)
        .query((row, n) -> new Resources(row.getDouble("cpu"), row.getDouble("gpu")))
        .single();
  }
}
