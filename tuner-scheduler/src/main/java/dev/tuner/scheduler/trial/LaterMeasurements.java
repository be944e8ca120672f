package dev.tuner.scheduler.trial;

import dev.tuner.scheduler.json.Json;
import dev.tuner.scheduler.json.LazyJson;
import dev.tuner.search.Mode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** What running trials have measured since their rows were written. */
final class LaterMeasurements {
  private static final String SELECT =
      """
      select m.trial_id, m.step, m.metrics, m.value, s.mode
      from unnest(?::uuid[], ?::bigint[]) as row (trial_id, last_step)
      join trial t on t.id = row.trial_id
      join study s on s.id = t.study_id
      join measurement m on m.trial_id = row.trial_id and m.step > row.last_step
      order by m.trial_id, m.step
      """;

  private final JdbcTemplate db;

  LaterMeasurements(JdbcTemplate db) {
    this.db = db;
  }

  /** Adds them to the trials, which are as their rows have them. */
  List<Trial> addTo(List<Trial> trials) {
    var running = new HashMap<UUID, Trial>();
    for (var trial : trials) {
      if (trial.state() == TrialState.RUNNING) {
        running.put(trial.id(), trial);
      }
    }
    if (!running.isEmpty()) {
      addTo(running);
    }
    return trials;
  }

  private void addTo(Map<UUID, Trial> running) {
    var trials = List.copyOf(running.values());
    db.query(
        SELECT,
        row -> {
          running
              .get(row.getObject("trial_id", UUID.class))
              .measured(
                  row.getLong("step"),
                  LazyJson.stored(row.getString("metrics"), Json::metrics),
                  row.getDouble("value"),
                  Mode.valueOf(row.getString("mode")));
        },
        trials.stream().map(Trial::id).toArray(UUID[]::new),
        trials.stream().map(Trial::lastStep).toArray(Long[]::new));
  }
}
