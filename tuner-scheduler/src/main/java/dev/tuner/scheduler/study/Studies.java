package dev.tuner.scheduler.study;

import dev.tuner.scheduler.DatabaseTime;
import dev.tuner.scheduler.sql.PerTransaction;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * All studies. Who wants to change one holds its row locked: within a transaction a locked study is
 * one object, and what its verbs changed is written when the transaction commits.
 */
@Component
public class Studies {
  private static final int MOST_REMEMBERED = 1000;
  private static final String SELECT = "select *, xmin::text::int8 as written_by from study where ";

  /**
   * The time is told after the lock was waited for. The statements of such a transaction write a
   * handful of rows by their keys: to plan them anew for each number of rows costs more than to
   * execute them. A plan that is kept is made for keys too: made while a table is small, it would
   * read the whole table from then on.
   */
  private static final String LOCK =
      """
      with locked as (
        select id, xmin::text::int8 as written_by from study where id = ? and deleted_at is null for update)
      select written_by, clock_timestamp() as now,
        set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true),
        set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)
      from locked
      """;

  private final JdbcTemplate db;
  private final DatabaseTime time;
  private final Remembered<Study> remembered = new Remembered<>(MOST_REMEMBERED, study -> 0);
  private final PerTransaction<OpenStudies> open;

  Studies(JdbcTemplate db, DatabaseTime time) {
    this.db = db;
    this.time = time;
    this.open = new PerTransaction<>(() -> new OpenStudies(db, remembered));
  }

  private record Lock(long writtenBy, Instant now) {}

  /** The study, or {@link StudyNotFoundException}. */
  public Study get(UUID id) {
    return findById(id)
        .filter(study -> study.life().deletedAt().isEmpty())
        .orElseThrow(() -> new StudyNotFoundException(id));
  }

  /**
   * The study with its row locked until the transaction ends, or {@link StudyNotFoundException}.
   */
  public Study getLocked(UUID id) {
    var known = open.find().flatMap(studies -> studies.find(id));
    if (known.isPresent()) {
      known.get().locked(time.instant());
      return known
          .filter(study -> study.life().deletedAt().isEmpty())
          .orElseThrow(() -> new StudyNotFoundException(id));
    }
    var lock =
        db
            .query(
                LOCK,
                (row, n) ->
                    new Lock(row.getLong("written_by"), row.getTimestamp("now").toInstant()),
                id)
            .stream()
            .findFirst()
            .orElseThrow(() -> new StudyNotFoundException(id));
    var study =
        remembered
            .take(id, lock.writtenBy())
            .map(Study::copy)
            .orElseGet(() -> first("id = ?", id).orElseThrow());
    study.locked(lock.now());
    return open.get().locked(study);
  }

  /** Whether the current transaction holds the study's row locked. */
  public boolean isLocked(UUID id) {
    return open.find().flatMap(studies -> studies.find(id)).isPresent();
  }

  /** Something that belongs to a locked study was written: nobody may rely on older knowledge. */
  public void touch(UUID id) {
    open.find().ifPresent(studies -> studies.touch(id));
  }

  /** Keeps a new study; whoever refers to its row finds it. */
  public Study add(Study study) {
    StudyColumns.ALL.insert(db, "study", List.of(study));
    return getLocked(study.id());
  }

  public Optional<Study> findById(UUID id) {
    return open.find().flatMap(studies -> studies.find(id)).or(() -> first("id = ?", id));
  }

  public List<Study> findAllById(Collection<UUID> ids) {
    return load("id = any(?)", (Object) ids.toArray(UUID[]::new));
  }

  public Optional<Study> findByIdempotencyKey(String key) {
    return first("idempotency_key = ?", key);
  }

  public long count() {
    return db.query("select count(*) from study", row -> row.next() ? row.getLong(1) : 0);
  }

  /** Open studies whose time or run budget is used up by the database's clock. */
  public List<UUID> overdue() {
    return ids(
        """
        select id from study
        where state in ('RUNNING', 'PAUSED')
          and least(deadline_at, run_budget_ends_at) <= clock_timestamp()
        order by id
        """);
  }

  /** Studies that wait for a start whose time has come by the database's clock. */
  public List<UUID> due() {
    return ids(
        """
        select id from study
        where state = 'PAUSED' and started_at is null
          and coalesce(start_at, '-infinity') <= clock_timestamp() order by id
        """);
  }

  private List<UUID> ids(String sql) {
    return db.query(sql, (row, n) -> row.getObject(1, UUID.class));
  }

  private Optional<Study> first(String where, Object... parameters) {
    return load(where, parameters).stream().findFirst();
  }

  private List<Study> load(String where, Object... parameters) {
    return db.query(SELECT + where, (row, n) -> Study.stored(row), parameters);
  }
}
