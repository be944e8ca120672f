package dev.tuner.scheduler.life;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Archives and deletes studies that ended long ago, as far as the properties say so. */
@Service
public class StudyRetention {

  private static final int STUDIES_AT_ONCE = 100;

  private final StudyArchive archive;
  private final StudyRemoval removal;
  private final RetentionProperties properties;
  private final JdbcClient db;

  StudyRetention(
      StudyArchive archive, StudyRemoval removal, RetentionProperties properties, JdbcClient db) {
    this.archive = archive;
    this.removal = removal;
    this.properties = properties;
    this.db = db;
  }

  /** Each study in a transaction of its own; also ends removals that were interrupted. */
  public void tidy() {
    removal.finish();
    properties
        .untilArchived()
        .ifPresent(age -> old("ended_at", "archived_at is null", age).forEach(archive::archive));
    properties
        .untilDeleted()
        .ifPresent(age -> old("archived_at", "true", age).forEach(id -> removal.delete(id, false)));
  }

  private List<UUID> old(String since, String which, Duration age) {
    return db.sql(
            """
            select id from study
            where %s < clock_timestamp() - make_interval(secs => :age) and %s and deleted_at is null
            order by %s limit :limit
            """
                .formatted(since, which, since))
        .param("age", age.toMillis() / 1000.0)
        .param("limit", STUDIES_AT_ONCE)
        .query(UUID.class)
        .list();
  }
}
