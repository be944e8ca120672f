package dev.tuner.scheduler.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuner.scheduler.Scene;
import dev.tuner.scheduler.SchedulerTest;
import dev.tuner.scheduler.judge.StudyControl;
import dev.tuner.scheduler.study.Studies;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.study.StudyNotFoundException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SchedulerTest
class StudyRetentionTest {

  private static final Duration MONTH = Duration.ofDays(30);

  @Autowired private Scene scene;
  @Autowired private Studies studies;
  @Autowired private StudyControl control;
  @Autowired private StudyArchive archive;
  @Autowired private StudyRemoval removal;
  @Autowired private JdbcClient db;

  @BeforeEach
  void emptyDatabase() {
    scene.empty();
  }

  @Test
  void archivesWhatEndedLongAgoAndDeletesWhatWasArchivedLongAgo() {
    var open = scene.study(Map.of("name", "open"));
    var recent = ended("recent", 29);
    var old = ended("old", 31);
    var retention = retention(MONTH, MONTH);

    retention.tidy();

    assertThat(studies.get(open.id()).life().archivedAt()).isEmpty();
    assertThat(studies.get(recent.id()).life().archivedAt()).isEmpty();
    assertThat(studies.get(old.id()).life().archivedAt()).isPresent();

    age("archived_at", old, 31);
    retention.tidy();

    assertThatThrownBy(() -> studies.get(old.id())).isInstanceOf(StudyNotFoundException.class);
    assertThat(studies.get(recent.id()).life().archivedAt()).isEmpty();
  }

  @Test
  void keepsEverythingUnlessToldOtherwise() {
    var old = ended("old", 10_000);

    retention(null, null).tidy();

    assertThat(studies.get(old.id()).life().archivedAt()).isEmpty();
  }

  @Test
  void refusesAnAgeThatIsNone() {
    assertThatThrownBy(() -> new RetentionProperties(Duration.ZERO, null))
        .hasMessageContaining("tuner.retention.archive-after must be above 0");
  }

  private StudyRetention retention(Duration archiveAfter, Duration deleteAfter) {
    return new StudyRetention(
        archive, removal, new RetentionProperties(archiveAfter, deleteAfter), db);
  }

  private Study ended(String name, int daysAgo) {
    var study = scene.study(Map.of("name", name));
    control.cancel(study.id());
    age("ended_at", study, daysAgo);
    return study;
  }

  private void age(String column, Study study, int days) {
    db.sql(
            "update study set %s = clock_timestamp() - make_interval(days => :days) where id = :id"
                .formatted(column))
        .param("days", days)
        .param("id", study.id())
        .update();
  }
}
