package dev.tuner.scheduler.study;

import dev.tuner.scheduler.json.Json;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The definitions that a study had, each from its place in the study's log on. */
@Component
public class DefinitionLog {

  private final JdbcClient db;

  DefinitionLog(JdbcClient db) {
    this.db = db;
  }

  /**
   * A definition that was or is in force.
   *
   * @param sequence in force for everything that is logged after it
   */
  public record Version(long sequence, StudyDefinition definition) {}

  /**
   * Keeps the definition that the study has from now on.
   *
   * @param changes what a person sent; empty for the first one
   */
  public void add(Study study, Map<String, Object> changes) {
    db.sql(
            """
            insert into study_definition (study_id, sequence, definition, changes, changed_at)
            values (:study, :sequence, :definition::jsonb, :changes::jsonb, clock_timestamp())
            """)
        .param("study", study.id())
        .param("sequence", study.log().definitionSequence())
        .param("definition", Json.write(study.definition()))
        .param("changes", Json.write(changes))
        .update();
  }

  /** Every definition that the study had, oldest first. */
  public List<Version> of(UUID studyId) {
    return db.sql(
            "select sequence, definition from study_definition where study_id = :study order by sequence")
        .param("study", studyId)
        .query(
            (row, n) ->
                new Version(
                    row.getLong("sequence"),
                    StudyDefinitionReader.read(Json.tree(row.getString("definition")), () -> 0)))
        .list();
  }
}
