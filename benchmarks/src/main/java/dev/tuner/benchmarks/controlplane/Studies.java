package dev.tuner.benchmarks.controlplane;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Studies for the clients, with any number of ended trials behind them. */
record Studies(Api api, Database database) {
  /** Steps that each ended trial has reported; the first milestone of {@link #ASHA}. */
  static final int STEPS = 27;

  static final Map<String, Object> ASHA =
      Map.of(
          "type",
          "asha",
          "variant",
          "stopping",
          "grace_period",
          STEPS,
          "reduction_factor",
          3,
          "max_t",
          19683);

  static final Map<String, Object> ONE_STEP = Map.of("type", "fifo", "max_t", 1);

  /**
   * What one of the studies does.
   *
   * @param trainable who trains: {@code external} for those who ask
   */
  record Plan(String search, Map<String, Object> scheduler, Map<String, Object> trainable) {
    static Plan asked(String search, Map<String, Object> scheduler) {
      return new Plan(search, scheduler, Map.of("type", "external"));
    }
  }

  /**
   * A study with this many ended trials.
   *
   * @param steps that each of them has reported
   */
  String create(Plan plan, int ended, int steps) {
    return create(plan, ended, steps, ended + 800_000);
  }

  String create(Plan plan, int ended, int steps, int samples) {
    var definition = new LinkedHashMap<String, Object>();
    definition.put("name", "load");
    definition.put("metric", "loss");
    definition.put("space", space());
    definition.put("search", Map.of("type", plan.search()));
    definition.put("scheduler", plan.scheduler());
    definition.put("num_samples", samples);
    definition.put("trainable", plan.trainable());
    definition.put("seed", 1);
    var study = api.createStudy(definition);
    if (ended > 0) {
      addEnded(study, ended, steps);
    }
    return study;
  }

  private static Map<String, Object> space() {
    return Map.of(
        "lr", Map.of("loguniform", List.of(1e-4, 1e-1)),
        "momentum", Map.of("uniform", List.of(0.5, 0.99)),
        "batch_size", Map.of("choice", List.of(32, 64, 128)),
        "optimizer", Map.of("choice", List.of("adam", "sgd")));
  }

  /** Written beside the service, as if the trials had run: all reached the first milestone. */
  private void addEnded(String study, int trials, int steps) {
    database.run(
        TRIALS.formatted(study, steps, trials),
        MEASUREMENTS.formatted(steps, study),
        RUNGS.formatted(steps, study),
        DECISIONS.formatted(study),
        """
        update study set next_number = %2$d, log_sequence = %2$d, log_stamp = gen_random_uuid(),
          version = version + %2$d
        where id = '%1$s'
        """
            .formatted(study, trials),
        "vacuum analyze trial",
        "vacuum analyze measurement",
        "vacuum analyze rung_entry");
  }

  private static final String TRIALS =
      """
      insert into trial (id, study_id, number, state, config, suggested_by, bracket, attempt, lease_number,
        pause_requested, last_step, last_metrics, best_value, best_loss, best_step, run_seconds,
        created_at, started_at, ended_at, reason)
      select gen_random_uuid(), '%1$s', n, 'STOPPED',
        jsonb_build_object('lr', pow(10, -4 + 3 * random()), 'momentum', 0.5 + 0.49 * random(),
          'batch_size', 32 << (random() * 2)::int, 'optimizer', 'adam'),
        'drawn at random', 0, 1, 1, false, %2$d, jsonb_build_object('loss', loss), loss, loss, %2$d, 60,
        now(), now(), now(), 'rank 5 of 6; best 2 go on'
      from (select n, 0.5 + random() as loss from generate_series(0, %3$d - 1) n) drawn
      """;

  private static final String MEASUREMENTS =
      """
      insert into measurement (trial_id, step, lease_number, attempt, value, metrics, decision, reported_at)
      select id, step, 1, 1, best_loss + (%1$d - step) * 0.01,
        jsonb_build_object('loss', best_loss + (%1$d - step) * 0.01), 'CONTINUE', now()
      from trial cross join generate_series(1, %1$d) step where study_id = '%2$s'
      """;

  private static final String RUNGS =
      """
      insert into rung_entry (study_id, bracket, level, trial_number, loss, sequence, standing, changed_sequence)
      select study_id, 0, %1$d, number, best_loss, number + 1, 'ENDED', number + 1
      from trial where study_id = '%2$s'
      """;

  private static final String DECISIONS =
      """
      insert into decision (study_id, sequence, trial_id, kind, step, milestone, rung_size, rank, cutoff, reason,
        decided_at)
      select study_id, number + 1, id, 'STOP', last_step, last_step, number, number, 0.7,
        'rank 5 of 6; best 2 go on', now()
      from trial where study_id = '%1$s'
      """;
}
