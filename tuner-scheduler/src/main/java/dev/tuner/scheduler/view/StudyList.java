package dev.tuner.scheduler.view;

import dev.tuner.scheduler.InvalidInputException;
import dev.tuner.scheduler.study.Studies;
import dev.tuner.scheduler.study.Study;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All studies, newest first, page by page. */
@Component
public class StudyList {

  private static final String SORT = "newest";

  private final JdbcClient db;
  private final Studies studies;

  StudyList(JdbcClient db, Studies studies) {
    this.db = db;
    this.studies = studies;
  }

  /**
   * One page.
   *
   * @param name only studies of exactly this name; null: all
   * @param archived only archived studies, or only those that are not; null: all
   * @param after the token of the page before; null for the first page
   * @param size 1..1000
   */
  public Rows<Study> page(String name, Boolean archived, String after, int size) {
    var parameters = new HashMap<String, Object>();
    parameters.put("limit", size + 1);
    var sql = new StringBuilder("select id from study where deleted_at is null");
    if (name != null) {
      sql.append(" and name = :name");
      parameters.put("name", name);
    }
    if (archived != null) {
      sql.append(archived ? " and archived_at is not null" : " and archived_at is null");
    }
    if (after != null) {
      var token = PageToken.read(after, SORT);
      parameters.put("created", Timestamp.from(instant(token)));
      parameters.put("id", UUID.fromString(token.tie()));
      sql.append(" and (created_at, id) < (:created, :id)");
    }
    sql.append(" order by created_at desc, id desc limit :limit");
    var ids = db.sql(sql.toString()).params(parameters).query(UUID.class).list();
    return page(ids, size);
  }

  private Rows<Study> page(List<UUID> ids, int size) {
    var shown = ids.subList(0, Math.min(size, ids.size()));
    var byId =
        studies.findAllById(shown).stream()
            .collect(Collectors.toMap(Study::id, Function.identity()));
    var rows = shown.stream().filter(byId::containsKey).map(byId::get).toList();
    if (ids.size() <= size || rows.isEmpty()) {
      return new Rows<>(rows, null);
    }
    var last = rows.get(rows.size() - 1);
    var token = new PageToken(SORT, last.life().createdAt().toString(), last.id().toString());
    return new Rows<>(rows, token.write());
  }

  private static Instant instant(PageToken token) {
    try {
      return Instant.parse(token.key());
    } catch (DateTimeParseException e) {
      throw new InvalidInputException(
          "invalid-page-token", "/page_token", "the page token is damaged; start again without it");
    }
  }
}
