package dev.tuner.scheduler.worker;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tuner.scheduler.DatabaseTime;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Which workers there are, and when they were heard of last. */
@Service
public class WorkerRegistry {
  private static final int REMEMBERED = 10_000;
  private static final Duration BETWEEN_SIGHTS = Duration.ofSeconds(5);

  private final Workers workers;
  private final JdbcClient db;
  private final DatabaseTime time;
  private final TransactionTemplate registrations;
  private final Cache<UUID, Worker> known = Caffeine.newBuilder().maximumSize(REMEMBERED).build();
  private final Cache<Registration, Worker> clients =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();
  private final Cache<UUID, Boolean> lastSeen =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(BETWEEN_SIGHTS).build();

  WorkerRegistry(
      Workers workers, JdbcClient db, DatabaseTime time, TransactionTemplate registrations) {
    this.registrations = registrations;
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
            .orElseGet(() -> workers.add(Worker.registered(registration, time.instant())));
    seen(worker.id());
    return worker;
  }

  /** The worker, or {@link WorkerNotFoundException}. A registered worker never changes. */
  public Worker get(UUID workerId) {
    return known.get(workerId, workers::get);
  }

  /** Whether the database knows the worker. */
  public boolean isKnown(Worker worker) {
    return workers.exists(worker.id());
  }

  /** The worker is remembered here and not in the database, which alone is right. */
  public void forget(Worker worker) {
    known.invalidate(worker.id());
    clients.asMap().values().removeIf(client -> client.id().equals(worker.id()));
    lastSeen.invalidate(worker.id());
  }

  /** A caller that trains by itself, registered when it first asks. */
  public Worker client(Registration registration) {
    var client = clients.get(registration, this::registered);
    if (lastSeen.asMap().putIfAbsent(client.id(), Boolean.TRUE) != null) {
      return client;
    }
    try {
      registrations.executeWithoutResult(status -> seen(client.id()));
      return client;
    } catch (WorkerNotFoundException e) {
      forget(client);
      return client(registration);
    }
  }

  private Worker registered(Registration registration) {
    return registrations.execute(status -> register(registration));
  }

  /** The worker was heard of now, or {@link WorkerNotFoundException}. */
  private void seen(UUID workerId) {
    if (seen(List.of(workerId)).isEmpty()) {
      throw new WorkerNotFoundException(workerId);
    }
  }

  /** These workers were heard of now; answers those of them that are registered. */
  @Transactional
  public Set<UUID> seen(Collection<UUID> workerIds) {
    return Set.copyOf(
        // in id order, so that two instances never wait for each other in a circle
        db.sql(
                """
                insert into worker_seen (worker_id, seen_at)
                select id, clock_timestamp() from worker where id = any(:workers) order by id
                on conflict (worker_id) do update set seen_at = excluded.seen_at
                returning worker_id
                """)
            .param("workers", workerIds.toArray(UUID[]::new))
            .query(UUID.class)
            .list());
  }
}
