package dev.tuner.scheduler.study;

import dev.tuner.scheduler.sql.Columns;
import dev.tuner.scheduler.sql.PerTransaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** The studies whose rows one transaction has locked: what its code changed is written together. */
final class OpenStudies implements PerTransaction.Written {
  private static final int AFTER_EVERYTHING_OF_THEM = 1000;
  private static final String UPDATE =
      "update study old set %s from %s where old.id = new.id returning old.id, old.xmin::text::int8 as written_by";

  private final JdbcTemplate db;
  private final Remembered<Study> remembered;
  private final Map<UUID, Open> open = new LinkedHashMap<>();

  private static final class Open {
    private final Study study;
    private List<Object> stored;
    private boolean touched;

    Open(Study study) {
      this.study = study;
      this.stored = StudyColumns.KEY_AND_RUNNING.values(study);
    }

    boolean isChanged() {
      return touched
          || study.isRewritten()
          || !stored.equals(StudyColumns.KEY_AND_RUNNING.values(study));
    }
  }

  OpenStudies(JdbcTemplate db, Remembered<Study> remembered) {
    this.db = db;
    this.remembered = remembered;
  }

  Optional<Study> find(UUID id) {
    return Optional.ofNullable(open.get(id)).map(each -> each.study);
  }

  Study locked(Study study) {
    open.put(study.id(), new Open(study));
    return study;
  }

  /** Something else that belongs to the study was written. */
  void touch(UUID id) {
    var study = open.get(id);
    if (study != null) {
      study.touched = true;
    }
  }

  @Override
  public int order() {
    return AFTER_EVERYTHING_OF_THEM;
  }

  @Override
  public void write() {
    var changed = open.values().stream().filter(Open::isChanged).toList();
    var studies =
        changed.stream()
            .map(each -> each.study)
            .collect(Collectors.partitioningBy(Study::isRewritten));
    write(studies.get(true), StudyColumns.ALL);
    write(studies.get(false), StudyColumns.KEY_AND_RUNNING);
    changed.forEach(
        each -> {
          each.stored = StudyColumns.KEY_AND_RUNNING.values(each.study);
          each.touched = false;
        });
  }

  private void write(List<Study> studies, Columns<Study> columns) {
    columns.query(
        db,
        UPDATE.formatted(columns.assignments(), columns.rows()),
        studies,
        row -> open.get(row.getObject(1, UUID.class)).study.written(row.getLong(2)));
  }

  @Override
  public void committed() {
    open.values().forEach(each -> remembered.keep(each.study, each.study));
  }
}
