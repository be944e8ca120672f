package dev.tuner.scheduler.given;

import dev.tuner.scheduler.given.GivenTrial.GivenReport;
import dev.tuner.scheduler.json.Json;
import dev.tuner.scheduler.judge.StudyLocks;
import dev.tuner.scheduler.study.EarlierStudy;
import dev.tuner.scheduler.study.Studies;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.study.StudyDefinition;
import dev.tuner.scheduler.trial.TrialState;
import dev.tuner.search.definition.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets a new study go on from the trials of an earlier one. */
@Component
class EarlierTrials implements EarlierStudy {

  private static final int MOST_TRIALS = 1000;
  private static final String FIELD = "/import_from";

  private final Studies studies;
  private final StudyLocks locks;
  private final ImportedTrials imported;
  private final JdbcClient db;

  private record Row(UUID id, GivenTrial trial) {}

  EarlierTrials(Studies studies, StudyLocks locks, ImportedTrials imported, JdbcClient db) {
    this.studies = studies;
    this.locks = locks;
    this.imported = imported;
    this.db = db;
  }

  @Override
  public void check(StudyDefinition definition, Problems problems) {
    if (definition.importFrom().isEmpty()) {
      return;
    }
    var id = definition.importFrom().get();
    var earlier = studies.findById(id).orElse(null);
    if (earlier == null) {
      problems.add(FIELD, "there is no study " + id);
      return;
    }
    var objective = definition.objective();
    if (!earlier.metric().equals(objective.metric()) || earlier.mode() != objective.mode()) {
      problems.add(
          FIELD,
          "study %s optimises %s (%s), this one %s (%s): their values cannot be compared"
              .formatted(
                  earlier.name(),
                  earlier.metric(),
                  earlier.mode(),
                  objective.metric(),
                  objective.mode()));
      return;
    }
    checkMetrics(definition, earlier, problems);
    checkConfigs(definition, earlier, problems);
  }

  /** Each report of a study holds all of its metrics, so each that is imported must. */
  private void checkMetrics(StudyDefinition definition, Study earlier, Problems problems) {
    for (var metric : definition.objectives().metrics()) {
      var without =
          db.sql(
                  """
                  select count(distinct t.id) from trial t join measurement m on m.trial_id = t.id
                  where t.study_id = :study and t.state in ('COMPLETED', 'STOPPED', 'FAILED')
                    and (m.metrics -> cast(:metric as text)) is null
                  """)
              .param("study", earlier.id())
              .param("metric", metric)
              .query(Long.class)
              .single();
      if (without > 0) {
        problems.add(
            FIELD,
            "%d trials of study %s did not report %s, which is among the metrics of this one: import"
                    .formatted(without, earlier.name(), metric)
                + " from a study that reported them all, or leave the metric out");
      }
    }
  }

  private void checkConfigs(StudyDefinition definition, Study earlier, Problems problems) {
    var rows = rows(earlier.id());
    var misfits = new Problems();
    for (var row : rows) {
      if (definition.plan().space().contains(row.trial().config())) {
        return;
      }
      if (misfits.isEmpty()) {
        definition.plan().space().check(row.trial().config(), "", misfits);
      }
    }
    if (!rows.isEmpty()) {
      var first = misfits.list().get(0);
      problems.add(
          FIELD,
          "no config of the %d trials of study %s lies in this space: %s %s"
              .formatted(rows.size(), earlier.name(), first.pointer(), first.detail()));
    }
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void importInto(Study study, StudyDefinition definition) {
    if (definition.importFrom().isEmpty()) {
      return;
    }
    var fitting =
        rows(definition.importFrom().get()).stream()
            .filter(row -> definition.plan().space().contains(row.trial().config()))
            .toList();
    var reports = reports(fitting.stream().map(Row::id).toList());
    var locked = locks.lock(study.id());
    for (var row : fitting) {
      var trial = row.trial();
      var own = reports.getOrDefault(row.id(), List.of());
      imported.take(locked, new GivenTrial(trial.config(), own, trial.ending(), trial.error()));
    }
  }

  /** The best trials of a study that are over and reported, or failed, in their order. */
  private List<Row> rows(UUID studyId) {
    return db.sql(
            """
            select id, config, state, error from (
              select id, number, config, state, error from trial
              where study_id = :study
                and (state in ('COMPLETED', 'STOPPED') and last_step > 0 or state = 'FAILED')
                and config <> '{}'
              order by coalesce(best_loss, 'Infinity'), number limit :limit
            ) best order by number
            """)
        .param("study", studyId)
        .param("limit", MOST_TRIALS)
        .query(
            (row, n) ->
                new Row(
                    row.getObject("id", UUID.class),
                    new GivenTrial(
                        Json.tree(row.getString("config")),
                        List.of(),
                        TrialState.valueOf(row.getString("state")),
                        row.getString("error"))))
        .list();
  }

  private Map<UUID, List<GivenReport>> reports(List<UUID> trialIds) {
    Map<UUID, List<GivenReport>> reports = new LinkedHashMap<>();
    db.sql(
            """
            select trial_id, step, metrics, seconds from measurement
            where trial_id = any(:trials) order by trial_id, step
            """)
        .param("trials", trialIds.toArray(UUID[]::new))
        .query(
            row -> {
              reports
                  .computeIfAbsent(row.getObject("trial_id", UUID.class), id -> new ArrayList<>())
                  .add(
                      new GivenReport(
                          row.getLong("step"),
                          Json.metrics(row.getString("metrics")),
                          row.getObject("seconds", Double.class)));
            });
    return reports;
  }
}
