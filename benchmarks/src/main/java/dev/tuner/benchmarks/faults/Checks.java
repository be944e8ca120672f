package dev.tuner.benchmarks.faults;

import dev.tuner.client.TunerClient;
import dev.tuner.search.Purpose;
import dev.tuner.search.TrialRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What must hold when all is quiet again, whatever happened before. */
final class Checks {

  private static final Map<String, String> NEVER =
      Map.of(
          "a trial runs or holds a lease after its study has ended",
          """
          select t.id, t.state from trial t left join lease l on l.trial_id = t.id
          where t.ended_at is null or l.trial_id is not null
          """,
          "the steps of a trial are not 1, 2, 3, ... up to its last step",
          """
          select t.id, t.last_step, count(m.step), max(m.step) from trial t
          left join measurement m on m.trial_id = t.id group by t.id
          having count(m.step) <> t.last_step or coalesce(max(m.step), 0) <> t.last_step
          """,
          "a later step was accepted under an older lease",
          """
          select * from (
            select trial_id, step, lease_number,
              lag(lease_number) over (partition by trial_id order by step) as before
            from measurement) m where lease_number < before
          """,
          "a study has not started exactly its samples",
          """
          select s.id, s.num_samples, count(t.id), max(t.number) from study s
          left join trial t on t.study_id = s.id group by s.id
          having count(t.id) <> s.num_samples or max(t.number) <> s.num_samples - 1
          """,
          "a report that ended or paused its run has no decision, or another one",
          """
          select m.trial_id, m.step, m.decision from measurement m
          where m.decision <> 'CONTINUE' and not exists (
            select 1 from decision d
            where d.trial_id = m.trial_id and d.step = m.step and d.kind = m.decision)
          """,
          "a rung holds a loss that was not reported at its step",
          """
          select r.* from rung_entry r join trial t on t.study_id = r.study_id and t.number = r.trial_number
          where t.state <> 'FAILED' and not exists (
            select 1 from measurement m where m.trial_id = t.id and m.value = r.loss and m.step >= r.level)
          """,
          "a trial failed",
          "select id, error from trial where state = 'FAILED'");

  private final Database database;
  private final Set<String> violations = new TreeSet<>();
  private final Map<String, String> stored = new HashMap<>();
  private int acknowledged;

  Checks(Database database) {
    this.database = database;
  }

  Set<String> violations() {
    return violations;
  }

  /** How many reports are stored. */
  int stored() {
    return stored.size();
  }

  /** How many acknowledged reports were looked for. */
  int acknowledged() {
    return acknowledged;
  }

  void checkTables() throws SQLException {
    for (var check : NEVER.entrySet()) {
      database.rows(check.getValue()).forEach(row -> violations.add(check.getKey() + ": " + row));
    }
  }

  /** Decides every log again; how many decisions came out as they are kept. */
  long replay(TunerClient client) {
    long same = 0;
    for (var study : client.studies().stream().toList()) {
      var replay = client.study(study.id()).replay();
      same += replay.decisions() - replay.different();
      if (replay.different() > 0) {
        violations.add(
            "%s decides otherwise when it is replayed: %s"
                .formatted(study.name(), replay.differences()));
      }
    }
    return same;
  }

  void checkCheckpoints(Path folder) throws SQLException {
    for (var row : database.rows("select trial_id, step, bytes, location from checkpoint")) {
      var file = folder.resolve((String) row.get("location"));
      if (!Files.isRegularFile(file) || file.toFile().length() != (Long) row.get("bytes")) {
        violations.add("a checkpoint's bytes are not there: " + row);
      }
    }
  }

  /** Every acknowledged report is stored, and every stored one was sent. */
  void checkJournal(Path folder) throws IOException, SQLException {
    var trialOf = trialsBySeed();
    readStored();
    var journal = Journal.read(folder);
    var sent = new HashSet<String>();
    Map<String, String> runs = new HashMap<>();
    for (var entry : journal) {
      var report = trialOf.get(entry.trialSeed()) + " step " + entry.step();
      sent.add(report + " mark " + entry.mark());
      if (entry.acknowledged()) {
        acknowledged++;
        checkAcknowledged(entry, report);
        var other = runs.putIfAbsent(report, entry.run());
        if (other != null && !other.equals(entry.run())) {
          violations.add(report + " was acknowledged to two runs");
        }
      }
    }
    stored.forEach(
        (report, mark) -> {
          if (!sent.contains(report + " mark " + mark)) {
            violations.add(report + " is stored and was never sent");
          }
        });
  }

  private void checkAcknowledged(Journal.Entry entry, String report) {
    var mark = stored.get(report);
    if (!Long.toString(entry.mark()).equals(mark)) {
      violations.add(
          "%s was acknowledged with mark %d but is stored with %s"
              .formatted(report, entry.mark(), mark));
    }
  }

  private Map<Long, String> trialsBySeed() throws SQLException {
    Map<Long, String> trials = new HashMap<>();
    var sql =
        "select t.id, t.number, (s.definition ->> 'seed')::bigint as seed from trial t join study s"
            + " on s.id = t.study_id";
    for (var row : database.rows(sql)) {
      var seed =
          TrialRandom.seed((Long) row.get("seed"), (Integer) row.get("number"), Purpose.TRAINING);
      trials.put(seed, row.get("id").toString());
    }
    return trials;
  }

  private void readStored() throws SQLException {
    List<Map<String, Object>> rows =
        database.rows(
            "select trial_id, step, (metrics ->> 'mark')::numeric::bigint as mark from"
                + " measurement");
    rows.forEach(
        row ->
            stored.put(
                row.get("trial_id") + " step " + row.get("step"), row.get("mark").toString()));
  }
}
