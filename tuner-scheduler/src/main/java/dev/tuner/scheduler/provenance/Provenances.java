package dev.tuner.scheduler.provenance;

import dev.tuner.scheduler.InvalidInputException;
import dev.tuner.scheduler.json.Json;
import dev.tuner.scheduler.lease.LeaseRef;
import dev.tuner.scheduler.lease.TrialRuns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What ran each trial: kept once a run, shown to people, read by nothing else. */
@Service
public class Provenances {

  private static final int LONGEST_TEXT = 2_000;
  private static final int MOST_ENTRIES = 100;

  private final JdbcClient db;
  private final TrialRuns runs;

  Provenances(JdbcClient db, TrialRuns runs) {
    this.db = db;
    this.runs = runs;
  }

  /**
   * Keeps what the holder of the lease says of its run; said again, it replaces the first.
   *
   * @param command null where there is none
   * @throws InvalidInputException if a text is missing or too long
   * @throws dev.tuner.scheduler.lease.LeaseLostException if the lease is over
   */
  @Transactional
  public void record(
      LeaseRef lease, String version, Map<String, String> environment, String command) {
    requireText("/version", version);
    var entries = new TreeMap<>(environment == null ? Map.of() : environment);
    requireEntries(entries);
    if (command != null) {
      requireText("/command", command);
    }
    runs.require(lease);
    db.sql(
            """
            insert into provenance
              (trial_id, lease_number, attempt, worker, version, environment, command, recorded_at)
            select id, lease_number, attempt, last_worker, :version, :environment::jsonb, :command,
              clock_timestamp()
            from trial where id = :trial
            on conflict (trial_id, lease_number) do update set
              version = excluded.version, environment = excluded.environment,
              command = excluded.command
            """)
        .param("version", version)
        .param("environment", Json.write(entries))
        .param("command", command)
        .param("trial", lease.trialId())
        .update();
  }

  private static void requireEntries(Map<String, String> entries) {
    if (entries.size() > MOST_ENTRIES) {
      throw new InvalidInputException(
          "invalid-provenance",
          "/environment",
          "must have at most %d entries but has %d".formatted(MOST_ENTRIES, entries.size()));
    }
    entries.forEach(
        (name, value) -> {
          requireText("/environment", name);
          requireText("/environment/" + name.replace("~", "~0").replace("/", "~1"), value);
        });
  }

  private static void requireText(String pointer, String text) {
    if (text == null || text.isBlank() || text.length() > LONGEST_TEXT || text.contains("\0")) {
      throw new InvalidInputException(
          "invalid-provenance",
          pointer,
          "must be a text of 1 to %d characters without NUL but %s"
              .formatted(LONGEST_TEXT, text == null ? "is missing" : "has " + text.length()));
    }
  }

  /** What ran the trial, run after run; empty if none of its runs said so. */
  public List<Provenance> of(UUID trialId) {
    return db.sql(
            """
            select attempt, worker, version, environment, command, recorded_at
            from provenance where trial_id = :trial order by lease_number
            """)
        .param("trial", trialId)
        .query(Provenances::row)
        .list();
  }

  private static Provenance row(ResultSet row, int number) throws SQLException {
    return new Provenance(
        row.getInt("attempt"),
        row.getString("worker"),
        row.getString("version"),
        new TreeMap<>(Json.tree(row.getString("environment"))),
        row.getString("command"),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant());
  }
}
