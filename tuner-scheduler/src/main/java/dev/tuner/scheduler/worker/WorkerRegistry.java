package dev.tuner.scheduler.worker;

import dev.tuner.scheduler.DatabaseTime;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which workers there are, and when they were heard of last. */
@Service
public class WorkerRegistry {

  private final Workers workers;
  private final JdbcClient db;
  private final DatabaseTime time;

  WorkerRegistry(Workers workers, JdbcClient db, DatabaseTime time) {
    this.workers = workers;
    this.db = db;
    this.time = time;
  }

  /** Registers a worker; the same name and incarnation gets the same worker again. */
  @Transactional
  public Worker register(Registration registration) {
    db.sql("select pg_advisory_xact_lock(hashtextextended(:who, 0))")
        .param("who", registration.name() + '\n' + registration.incarnation())
        .query((row, n) -> n)
        .list();
    var worker =
        workers
            .findByNameAndIncarnation(registration.name(), registration.incarnation())
            .orElseGet(() -> workers.saveAndFlush(Worker.registered(registration, time.instant())));
    seen(worker.id());
    return worker;
  }

  /** The worker was heard of now, or {@link WorkerNotFoundException}. */
  @Transactional
  public void seen(UUID workerId) {
    var updated =
        db.sql(
                """
                insert into worker_seen (worker_id, seen_at)
                select id, clock_timestamp() from worker where id = :worker
                on conflict (worker_id) do update set seen_at = excluded.seen_at
                """)
            .param("worker", workerId)
            .update();
    if (updated == 0) {
      throw new WorkerNotFoundException(workerId);
    }
  }
}
