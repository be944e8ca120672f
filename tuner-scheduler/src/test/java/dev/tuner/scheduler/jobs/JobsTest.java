package dev.tuner.scheduler.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import dev.tuner.scheduler.TestDatabase;
import dev.tuner.scheduler.checkpoint.CheckpointRetention;
import dev.tuner.scheduler.judge.DueStudies;
import dev.tuner.scheduler.judge.OverdueStudies;
import dev.tuner.scheduler.lease.LeaseReaper;
import dev.tuner.scheduler.life.StudyRetention;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

class JobsTest {

  private final LeaseReaper reaper = mock(LeaseReaper.class);
  private final CheckpointRetention retention = mock(CheckpointRetention.class);
  private final OverdueStudies overdue = mock(OverdueStudies.class);
  private final DueStudies due = mock(DueStudies.class);
  private final StudyRetention studies = mock(StudyRetention.class);
  private final JdbcConnectionDetails database = TestDatabase.create();

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withInitializer(new ConfigDataApplicationContextInitializer())
          .withConfiguration(
              AutoConfigurations.of(
                  DataSourceAutoConfiguration.class,
                  DataSourceTransactionManagerAutoConfiguration.class,
                  JdbcTemplateAutoConfiguration.class,
                  JdbcClientAutoConfiguration.class,
                  FlywayAutoConfiguration.class,
                  QuartzAutoConfiguration.class))
          .withUserConfiguration(JobsConfiguration.class)
          .withBean(JdbcConnectionDetails.class, () -> database)
          .withBean(LeaseReaper.class, () -> reaper)
          .withBean(CheckpointRetention.class, () -> retention)
          .withBean(OverdueStudies.class, () -> overdue)
          .withBean(DueStudies.class, () -> due)
          .withBean(StudyRetention.class, () -> studies);

  @Test
  void reapsLeasesAndCollectsCheckpointsAgainAndAgain() {
    application
        .withPropertyValues(
            "spring.quartz.auto-startup=true",
            "tuner.jobs.reap-every=100ms",
            "tuner.jobs.deadlines-every=100ms",
            "tuner.jobs.collect-checkpoints-every=100ms",
            "tuner.jobs.sweep-checkpoints-every=100ms",
            "tuner.jobs.retain-studies-every=100ms")
        .run(
            context ->
                await()
                    .atMost(Duration.ofMinutes(1))
                    .untilAsserted(
                        () -> {
                          verify(reaper, atLeast(3)).reapExpired();
                          verify(retention, atLeast(3)).collect();
                          verify(retention, atLeast(3)).sweep();
                          verify(overdue, atLeast(3)).end();
                          verify(due, atLeast(3)).start();
                          verify(studies, atLeast(3)).tidy();
                        }));
  }

  @Test
  void takesAChangedIntervalOverAtTheNextStart() {
    application.run(
        context -> assertThat(reapInterval(context.getBean(JdbcClient.class))).isEqualTo(2000));
    application
        .withPropertyValues("tuner.jobs.reap-every=5s")
        .run(
            context -> assertThat(reapInterval(context.getBean(JdbcClient.class))).isEqualTo(5000));
  }

  @Test
  void keepsTheScheduleInTheDatabaseForAllInstances() {
    application
        .withPropertyValues("spring.quartz.auto-startup=true")
        .run(
            context -> {
              var jdbc = context.getBean(JdbcClient.class);
              await().atMost(Duration.ofMinutes(1)).until(() -> instances(jdbc) == 1);
            });
  }

  @Test
  void twoInstancesFireATimerAsOftenAsOne() {
    var every = Duration.ofMillis(500);
    var firings = new AtomicInteger();
    doAnswer(call -> firings.incrementAndGet()).when(reaper).reapExpired();
    // Two Quartz in one process share the newer one's pool: once it is closed, the job that the
    // other is about to finish would be waited for without end.
    var instance =
        application.withPropertyValues(
            "spring.quartz.auto-startup=true",
            "spring.quartz.wait-for-jobs-to-complete-on-shutdown=false",
            "tuner.jobs.reap-every=" + every.toMillis() + "ms");
    instance.run(
        one ->
            instance.run(
                two -> {
                  var jdbc = two.getBean(JdbcClient.class);
                  await().atMost(Duration.ofMinutes(1)).until(() -> instances(jdbc) == 2);
                  var due = nextFiring(jdbc, "reap-expired-leases");
                  var before = firings.get();
                  await().atMost(Duration.ofMinutes(1)).until(() -> firings.get() >= before + 16);
                  var fired = firings.get() - before;
                  // The timer moves on by its interval with each firing, also with one that is
                  // late.
                  var moved = nextFiring(jdbc, "reap-expired-leases") - due;
                  assertThat((long) fired).isLessThanOrEqualTo(moved / every.toMillis() + 3);
                }));
  }

  @Test
  void bringsBackWhatAClockThatRanAheadHasPutOff() {
    application.run(
        context -> {
          var jdbc = context.getBean(JdbcClient.class);
          jdbc.sql("update qrtz_triggers set next_fire_time = next_fire_time + 3600000").update();
          var sweep = nextFiring(jdbc, "sweep-checkpoints");

          context.getBean(PutOffTimers.class).tick();

          var now = System.currentTimeMillis();
          for (var timer : new String[] {"reap-expired-leases", "end-overdue-studies"}) {
            assertThat(nextFiring(jdbc, timer)).isLessThanOrEqualTo(now);
          }
          assertThat(nextFiring(jdbc, "sweep-checkpoints")).as("an hour's timer").isEqualTo(sweep);
        });
  }

  @Test
  void pinsEveryDefault() {
    application.run(
        context -> {
          var properties = context.getBean(JobsProperties.class);
          assertThat(properties.reapEvery()).isEqualTo(Duration.ofSeconds(2));
          assertThat(properties.deadlinesEvery()).isEqualTo(Duration.ofSeconds(2));
          assertThat(properties.sweepCheckpointsEvery()).isEqualTo(Duration.ofHours(1));
          assertThat(properties.collectCheckpointsEvery()).isEqualTo(Duration.ofSeconds(60));
          assertThat(properties.retainStudiesEvery()).isEqualTo(Duration.ofMinutes(10));
        });
  }

  @Test
  void refusesAnIntervalThatWouldKeepTheDatabaseBusy() {
    application
        .withPropertyValues("tuner.jobs.reap-every=1ms")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessage("tuner.jobs.reap-every must be at least 100ms but was PT0.001S"));
  }

  private static long nextFiring(JdbcClient jdbc, String timer) {
    return jdbc.sql("select next_fire_time from qrtz_triggers where trigger_name = :timer")
        .param("timer", timer)
        .query(Long.class)
        .single();
  }

  private static int instances(JdbcClient jdbc) {
    return jdbc.sql("select count(*) from qrtz_scheduler_state").query(Integer.class).single();
  }

  private static long reapInterval(JdbcClient jdbc) {
    return jdbc.sql(
            "select repeat_interval from qrtz_simple_triggers where trigger_name = 'reap-expired-leases'")
        .query(Long.class)
        .single();
  }
}
