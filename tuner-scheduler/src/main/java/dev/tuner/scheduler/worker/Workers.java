package dev.tuner.scheduler.worker;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** All registered workers. */
@Component
public class Workers {
  private static final String SELECT = "select * from worker where ";

  private final JdbcTemplate db;

  Workers(JdbcTemplate db) {
    this.db = db;
  }

  /** The worker, or {@link WorkerNotFoundException}. */
  public Worker get(UUID id) {
    return first("id = ?", id).orElseThrow(() -> new WorkerNotFoundException(id));
  }

  Optional<Worker> findByNameAndIncarnation(String name, String incarnation) {
    return first("name = ? and incarnation = ?", name, incarnation);
  }

  boolean exists(UUID id) {
    return first("id = ?", id).isPresent();
  }

  Worker add(Worker worker) {
    Worker.COLUMNS.insert(db, "worker", List.of(worker));
    return worker;
  }

  private Optional<Worker> first(String where, Object... parameters) {
    return db.query(SELECT + where, (row, n) -> Worker.stored(row), parameters).stream()
        .findFirst();
  }
}
