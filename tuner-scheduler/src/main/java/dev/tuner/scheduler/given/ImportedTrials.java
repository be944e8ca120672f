package dev.tuner.scheduler.given;

import dev.tuner.scheduler.given.TrialIntake.Taken;
import dev.tuner.scheduler.json.Json;
import dev.tuner.scheduler.json.LazyJson;
import dev.tuner.scheduler.judge.LockedStudy;
import dev.tuner.scheduler.report.Measurement;
import dev.tuner.scheduler.report.Measurements;
import dev.tuner.scheduler.study.IdempotencyKey;
import dev.tuner.scheduler.study.KeyReusedException;
import dev.tuner.scheduler.trial.Proposal;
import dev.tuner.scheduler.trial.Trial;
import dev.tuner.scheduler.trial.TrialState;
import dev.tuner.scheduler.trial.Trials;
import dev.tuner.search.scheduler.Decision;
import dev.tuner.search.searcher.Basis;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Trials that were trained elsewhere. They are over when they come: searchers learn from them as
 * from others, and no scheduler compares with them, because nobody knows whether they were measured
 * under the same conditions.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ImportedTrials {

  private static final String SUGGESTED_BY = "imported";

  private final Trials trials;
  private final Measurements measurements;
  private final JdbcClient db;

  ImportedTrials(Trials trials, Measurements measurements, JdbcClient db) {
    this.trials = trials;
    this.measurements = measurements;
    this.db = db;
  }

  /** Takes a finished trial into the study. */
  Taken take(LockedStudy locked, GivenTrial given) {
    var study = locked.study();
    var proposal = Proposal.of(given.config(), SUGGESTED_BY, Basis.of(Basis.Source.GIVEN), 0);
    var trial = Trial.pending(study.id(), study.numbers().takeImported(), proposal, locked.now());
    for (var report : given.reports()) {
      trial.measured(
          report.step(), stored(report), report.metrics().get(study.metric()), study.mode());
    }
    end(trial, given, locked);
    trials.saveAndFlush(trial); // its measurements refer to it
    measurements.append(
        given.reports().stream().map(report -> measurement(trial.id(), report, locked)).toList());
    locked.imported(
        trial,
        given.reports().stream()
            .map(report -> new LockedStudy.Result(report.step(), report.metrics()))
            .toList());
    return new Taken(trial.id(), trial.number(), trial.state());
  }

  private static void end(Trial trial, GivenTrial given, LockedStudy locked) {
    switch (given.ending()) {
      case COMPLETED -> trial.complete("imported", locked.now());
      case FAILED -> trial.fail(given.error(), null, locked.now());
      default -> trial.stop("imported; stopped before its end", locked.now());
    }
  }

  private static Measurement measurement(
      UUID trialId, GivenTrial.GivenReport report, LockedStudy locked) {
    return new Measurement(
        trialId,
        report.step(),
        0,
        1,
        report.metrics().get(locked.study().metric()),
        stored(report),
        report.seconds(),
        Decision.Kind.CONTINUE,
        locked.now(),
        0); // nobody judged it
  }

  private static LazyJson<Map<String, Double>> stored(GivenTrial.GivenReport report) {
    return LazyJson.of(report.metrics(), Json::metrics);
  }

  /** Remembers what came under a key, so that a repeated request finds it. */
  void remember(UUID studyId, IdempotencyKey key, List<Taken> taken) {
    if (key.value() == null) {
      return;
    }
    trials.flush();
    db.sql(
            """
            insert into given_trial (study_id, idempotency_key, request_sha256, place, trial_id)
            select :study, :key, :sha, place, trial_id
            from unnest(:trials::uuid[]) with ordinality as given (trial_id, place)
            """)
        .param("study", studyId)
        .param("key", key.value())
        .param("sha", key.requestSha256())
        .param("trials", taken.stream().map(Taken::id).toArray(UUID[]::new))
        .update();
  }

  /**
   * What came under the key before.
   *
   * @throws KeyReusedException if the key came with another request
   */
  List<Taken> takenUnder(UUID studyId, IdempotencyKey key) {
    if (key.value() == null) {
      return List.of();
    }
    var before =
        db.sql(
                """
                select g.request_sha256, t.id, t.number, t.state
                from given_trial g join trial t on t.id = g.trial_id
                where g.study_id = :study and g.idempotency_key = :key order by g.place
                """)
            .param("study", studyId)
            .param("key", key.value())
            .query(
                (row, n) ->
                    new Before(
                        row.getString(1),
                        new Taken(
                            row.getObject(2, UUID.class),
                            row.getInt(3),
                            TrialState.valueOf(row.getString(4)))))
            .list();
    if (before.stream().anyMatch(each -> !each.sha256().equals(key.requestSha256()))) {
      throw new KeyReusedException(key);
    }
    return before.stream().map(Before::taken).toList();
  }

  private record Before(String sha256, Taken taken) {}
}
