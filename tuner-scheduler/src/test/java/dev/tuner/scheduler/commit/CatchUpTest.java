package dev.tuner.scheduler.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.scheduler.Scene;
import dev.tuner.scheduler.SchedulerTest;
import dev.tuner.scheduler.lease.LeasedTrial;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.view.Leaderboard;
import dev.tuner.scheduler.view.TrialRow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SchedulerTest
class CatchUpTest {
  private static final Map<String, Object> FIFO =
      Map.of("scheduler", Map.of("type", "fifo", "max_t", 1000));

  @Autowired private Scene scene;
  @Autowired private CatchUp catchUp;
  @Autowired private Leaderboard leaderboard;
  @Autowired private JdbcClient db;

  private Study study;
  private LeasedTrial leased;

  @BeforeEach
  void aRunningTrial() {
    scene.empty();
    study = scene.study(FIFO);
    leased = scene.acquire(scene.worker("a")).orElseThrow();
  }

  @Test
  void manyReportsInASecondAreAllInTheRowOnceItIsLookedAt() {
    for (int step = 1; step <= 60; step++) {
      scene.report(leased, step, Math.abs(step - 42) + 0.5);
    }

    catchUp.in(study.id());

    assertThat(row().step()).isEqualTo(60);
    assertThat(row().metrics()).containsEntry("loss", 18.5);
    assertThat(row().bestStep()).isEqualTo(42);
    assertThat(row().bestValue()).isEqualTo(0.5);
    assertThat(leaderboard.best(List.of(study.id()))).hasSize(1);
  }

  @Test
  void theReportsOfAnInstanceThatDiedBeforeItWroteTheRowCount() {
    scene.report(leased, 1, 0.5);
    scene.report(leased, 2, 0.3);
    scene.report(leased, 3, 0.4);
    catchUp.in(study.id());
    rowIsLeftBehindByAnotherInstance();

    assertThat(scene.trial(leased).lastStep()).isEqualTo(3);
    assertThat(scene.trial(leased).bestValue()).contains(0.3);

    scene.report(leased, 3, 0.4); // sent again, because its answer was lost
    scene.report(leased, 4, 0.6);

    catchUp.in(study.id());
    assertThat(row().step()).isEqualTo(4);
    assertThat(row().bestStep()).isEqualTo(2);
    assertThat(row().bestValue()).isEqualTo(0.3);
  }

  private TrialRow row() {
    return leaderboard.trial(leased.trial().id()).orElseThrow();
  }

  private void rowIsLeftBehindByAnotherInstance() {
    db.sql(
            """
            update trial set last_step = 1, last_metrics = '{"loss": 0.5}', best_value = 0.5,
              best_loss = 0.5, best_step = 1
            where id = :id
            """)
        .param("id", leased.trial().id())
        .update();
    db.sql("update study set name = name where id = :id").param("id", study.id()).update();
  }
}
