package dev.tuner.scheduler.lineage;

import dev.tuner.scheduler.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every takeover, as stored. */
@Component
public class Lineage {

  private static final String SELECT =
      """
      select l.trial_id, l.sequence, l.step, l.donor_id, d.number as donor, l.donor_step, l.seed, l.old_config,
        l.new_config, l.taken_at
      from lineage l join trial d on d.id = l.donor_id
      """;

  private final JdbcClient db;

  Lineage(JdbcClient db) {
    this.db = db;
  }

  void add(UUID studyId, Takeover takeover) {
    db.sql(
            """
            insert into lineage (study_id, sequence, trial_id, step, donor_id, donor_step, seed, old_config, new_config,
              taken_at)
            values (:study, :sequence, :trial, :step, :donor, :donorStep, :seed, :old::jsonb, :new::jsonb, :at)
            """)
        .param("study", studyId)
        .param("sequence", takeover.sequence())
        .param("trial", takeover.trialId())
        .param("step", takeover.step())
        .param("donor", takeover.donorId())
        .param("donorStep", takeover.donorStep())
        .param("seed", takeover.seed())
        .param("old", Json.write(takeover.oldConfig()))
        .param("new", Json.write(takeover.newConfig()))
        .param("at", Timestamp.from(takeover.at()))
        .update();
  }

  /** The takeovers of a trial, the first one first. */
  public List<Takeover> of(UUID trialId) {
    return db.sql(SELECT + "where l.trial_id = :trial order by l.sequence")
        .param("trial", trialId)
        .query(Lineage::row)
        .list();
  }

  /** The last takeover of a trial. */
  public Optional<Takeover> last(UUID trialId) {
    return db.sql(SELECT + "where l.trial_id = :trial order by l.sequence desc limit 1")
        .param("trial", trialId)
        .query(Lineage::row)
        .optional();
  }

  /** The step of the first report of a trial that was not before the given one. */
  OptionalLong firstReport(UUID trialId, long step) {
    return db.sql("select min(step) from measurement where trial_id = :trial and step >= :step")
        .param("trial", trialId)
        .param("step", step)
        .query((row, n) -> row.getObject(1, Long.class))
        .optional()
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  private static Takeover row(ResultSet row, int n) throws SQLException {
    return new Takeover(
        row.getObject("trial_id", UUID.class),
        row.getLong("sequence"),
        row.getLong("step"),
        row.getObject("donor_id", UUID.class),
        row.getInt("donor"),
        row.getLong("donor_step"),
        row.getLong("seed"),
        Json.tree(row.getString("old_config")),
        Json.tree(row.getString("new_config")),
        row.getTimestamp("taken_at").toInstant());
  }
}
