package dev.tuner.scheduler.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuner.scheduler.Scene;
import dev.tuner.scheduler.SchedulerTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database itself refuses rows that cannot be. */
@SchedulerTest
class SoundRowsTest {
  @Autowired private Scene scene;
  @Autowired private JdbcClient db;

  @BeforeEach
  void aRunningTrial() {
    scene.empty();
    scene.study(Map.of());
    assertThat(scene.acquire(scene.worker("a"))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "trial set state = 'BUSY'",
        "trial set state = 'PENDING'",
        "trial set state = 'PAUSED', worker_id = null, leased_at = null",
        "trial set state = 'PAUSED', worker_id = null, leased_at = null, pause_cause = 'WHIM'",
        "trial set state = 'COMPLETED', worker_id = null, leased_at = null, ended_at = now()",
        "trial set state = 'FAILED', worker_id = null, leased_at = null, ended_at = now()",
        "trial set state = 'STOPPED', worker_id = null, leased_at = null",
        "trial set worker_id = null",
        "trial set error = 'it runs'",
        "trial set cut_off = 'PENDING'",
        "trial set number = -1",
        "trial set attempt = 0",
        "trial set bracket = -1",
        "trial set lease_number = -1",
        "trial set last_step = -1",
        "trial set checkpoint_step = 0",
        "trial set run_seconds = -1",
        "study set state = 'BUSY'",
        "study set state = 'COMPLETED'",
        "study set ended_at = now()",
        "study set archived_at = now()",
        "study set deleted_at = now()",
        "study set name = ''",
        "study set mode = 'MIDDLE'",
        "study set next_number = num_samples + 1",
        "study set next_number = -1",
        "study set num_samples = 0",
        "study set max_concurrent = 0",
        "study set running_trials = -1",
        "study set imported_trials = -1",
        "study set enqueued_trials = -1",
        "study set failures = -1",
        "study set cpu = -1",
        "study set gpu = 1.5",
        "study set gpu = -1",
        "study set gpu_memory = -1",
        "study set weight = 0",
        "study set run_seconds = -1",
        "study set max_run_seconds = 0"
      })
  void refusesWhatCannotBe(String change) {
    assertThatThrownBy(() -> db.sql("update " + change).update())
        .isInstanceOf(DataIntegrityViolationException.class)
        .hasMessageContaining("_is_sound");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "trial set last_step = 3, best_step = 3, checkpoint_step = 3",
        "trial set state = 'PAUSED', worker_id = null, leased_at = null, pause_cause = 'STUDY'",
        "trial set state = 'STOPPED', worker_id = null, leased_at = null, ended_at = now(), cut_off = 'TRIAL'",
        "study set gpu = 2, max_run_seconds = 1",
        "study set state = 'CANCELLED', ended_at = now(), archived_at = now(), deleted_at = now()"
      })
  void takesWhatCanBe(String change) {
    assertThat(db.sql("update " + change).update()).isEqualTo(1);
  }
}
