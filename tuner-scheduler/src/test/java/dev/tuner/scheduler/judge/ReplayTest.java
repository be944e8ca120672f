package dev.tuner.scheduler.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.scheduler.Scene;
import dev.tuner.scheduler.SchedulerTest;
import dev.tuner.scheduler.lease.LeasedTrial;
import dev.tuner.scheduler.rung.StudyLogs;
import dev.tuner.scheduler.study.Studies;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.study.StudyDefinitions;
import dev.tuner.scheduler.study.StudyState;
import dev.tuner.scheduler.trial.Trials;
import dev.tuner.search.Purpose;
import dev.tuner.search.TrialRandom;
import dev.tuner.search.scheduler.RungEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is in memory can always be rebuilt from what is stored, and nothing is decided on anything
 * else.
 */
@SchedulerTest
class ReplayTest {

  private static final List<Long> LEVELS = List.of(1L, 3L, 9L);

  @Autowired private Scene scene;
  @Autowired private Studies studies;
  @Autowired private Trials trials;
  @Autowired private StudyDefinitions definitions;
  @Autowired private StudyLogs logs;
  @Autowired private StudyLocks locks;
  @Autowired private TransactionTemplate transaction;
  @Autowired private ApplicationContext application;
  @Autowired private JdbcClient db;

  @BeforeEach
  void emptyDatabase() {
    scene.empty();
  }

  @Test
  void anInstanceThatStartsAnewSeesTheSameRungsAndPromotesTheSameTrial() {
    var study = scene.study(Map.of("num_samples", 30));
    run(study, 25);

    var live = rungs(logs, study);
    var rebuilt = rungs(newInstance(), study);

    assertThat(rebuilt).isEqualTo(live);
    assertThat((List<?>) live.get(0).get(0)).hasSizeGreaterThan(10);
  }

  @Test
  void aCacheCatchesUpWithWhatAnotherInstanceWrote() {
    var study = scene.study(Map.of("num_samples", 30));
    run(study, 5);
    var other = newInstance();
    rungs(other, study);

    run(study, 12);

    assertThat(rungs(other, study)).isEqualTo(rungs(newInstance(), study));
  }

  @Test
  void whatATransactionLostIsForgotten() {
    var study = scene.study(Map.of("num_samples", 30));
    run(study, 5);
    var before = rungs(logs, study);

    transaction.executeWithoutResult(
        status -> {
          var locked = locks.lock(study.id());
          var trial = trials.findByStudyIdAndNumber(study.id(), 0).orElseThrow();
          locked.log().reached(trial, new RungEntry(0, 1, 1000, 0.0, RungEntry.Fate.WAITS));
          status.setRollbackOnly();
        });

    assertThat(rungs(logs, study)).isEqualTo(before);
  }

  @Test
  void everyTrialOfAnEndedStudyHasEndedAndEveryMilestoneHasOneDecision() {
    var study = scene.study(Map.of("num_samples", 27));
    run(study, 1000);

    assertThat(studies.get(study.id()).state()).isEqualTo(StudyState.COMPLETED);
    assertThat(count("select count(*) from trial where ended_at is null")).isZero();
    assertThat(
            count(
                """
                select count(*) from (
                  select trial_id, milestone from decision
                  where milestone is not null and kind <> 'PROMOTE' and study_id = '%s'
                  group by trial_id, milestone having count(*) > 1) doubles
                """
                    .formatted(study.id())))
        .isZero();
    assertThat(count("select count(*) from rung_entry where standing in ('PROMOTED', 'WENT_ON')"))
        .isGreaterThanOrEqualTo(9 + 3 + 1);
  }

  @Test
  void everythingInTheLogHasAPlaceOfItsOwn() {
    var study = scene.study(Map.of("num_samples", 9));
    run(study, 1000);

    assertThat(
            count(
                """
                select count(*) from (
                  select sequence from measurement
                  union all select sequence from rung_entry union all select sequence from decision
                ) places group by sequence having count(*) > 1 union all select 0 order by 1 desc limit 1
                """))
        .isZero();
    assertThat(count("select min(sequence) from measurement")).isPositive();
    assertThat(count("select count(*) from decision where cause = 'PROMOTION'")).isPositive();
    assertThat(count("select sequence from study_definition")).isZero();
  }

  @Test
  void aSearcherThatLearnsSuggestsTheSameOnAnInstanceThatStartsAnew() {
    var study = scene.study(Map.of("num_samples", 60, "search", Map.of("type", "bohb"), "seed", 3));
    run(study, 40);

    var live = suggestion(logs, study);
    assertThat(suggestion(newInstance(), study)).isEqualTo(live);
    assertThat(count("select count(distinct suggested_by) from trial"))
        .as("by chance, and by the model in several words")
        .isGreaterThan(1);
  }

  private Object suggestion(StudyLogs instance, Study study) {
    return transaction.execute(
        status -> {
          var locked = studies.getLocked(study.id());
          var plan = definitions.of(locked).plan();
          var history = instance.of(locked).history(List.of());
          var random = TrialRandom.of(3, 99, Purpose.CONFIG);
          return plan.searcher().suggest(99, plan.space(), history, random);
        });
  }

  /** One worker takes trials and reports until so many runs have ended or there is no more work. */
  private void run(Study study, int runs) {
    var worker = scene.worker("w");
    var random = new Random(study.definition().hashCode());
    for (int i = 0; i < runs; i++) {
      var leased = scene.acquire(worker);
      if (leased.isEmpty()) {
        return;
      }
      train(leased.get(), random);
    }
  }

  private void train(LeasedTrial leased, Random random) {
    var step = leased.trial().lastStep();
    while (true) {
      step++;
      var decision = scene.report(leased, step, 1.0 / step + random.nextDouble() / 10).decision();
      switch (decision) {
        case CONTINUE, PROMOTE -> {}
        case STOP, PAUSE -> {
          return;
        }
      }
    }
  }

  private List<List<Object>> rungs(StudyLogs instance, Study study) {
    return transaction.execute(
        status -> {
          var view = instance.of(studies.getLocked(study.id())).rungs();
          var shown = new ArrayList<List<Object>>();
          for (var level : LEVELS) {
            var rung = view.rung(0, level);
            shown.add(List.of(rung.entries(), rung.promoted(), rung.waiting(), rung.bestWaiting()));
          }
          return shown;
        });
  }

  /** As another instance of the service would have it: nothing in memory. */
  private StudyLogs newInstance() {
    return application.getAutowireCapableBeanFactory().createBean(StudyLogs.class);
  }

  private long count(String sql) {
    return db.sql(sql).query(Long.class).single();
  }
}
