package dev.tuner.scheduler.jobs;

import static org.quartz.JobBuilder.newJob;
import static org.quartz.SimpleScheduleBuilder.simpleSchedule;
import static org.quartz.TriggerBuilder.newTrigger;

import java.time.Duration;
import org.quartz.Job;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.Trigger;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Registers the jobs at every start, over what an earlier start registered, so that a changed
 * interval counts. The schedule is in the database: each firing happens on one instance of the
 * service, whichever is free.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JobsProperties.class)
class JobsConfiguration {

  @Bean
  JobDetail reapExpiredLeases() {
    return job("reap-expired-leases", ReapExpiredLeasesJob.class);
  }

  @Bean
  Trigger reapExpiredLeasesTrigger(JobDetail reapExpiredLeases, JobsProperties properties) {
    return every(properties.reapEvery(), reapExpiredLeases);
  }

  @Bean
  JobDetail collectCheckpoints() {
    return job("collect-checkpoints", CollectCheckpointsJob.class);
  }

  @Bean
  Trigger collectCheckpointsTrigger(JobDetail collectCheckpoints, JobsProperties properties) {
    return every(properties.collectCheckpointsEvery(), collectCheckpoints);
  }

  @Bean
  JobDetail sweepCheckpoints() {
    return job("sweep-checkpoints", SweepCheckpointsJob.class);
  }

  @Bean
  Trigger sweepCheckpointsTrigger(JobDetail sweepCheckpoints, JobsProperties properties) {
    return every(properties.sweepCheckpointsEvery(), sweepCheckpoints);
  }

  @Bean
  JobDetail endOverdueStudies() {
    return job("end-overdue-studies", EndOverdueStudiesJob.class);
  }

  @Bean
  Trigger endOverdueStudiesTrigger(JobDetail endOverdueStudies, JobsProperties properties) {
    return every(properties.deadlinesEvery(), endOverdueStudies);
  }

  @Bean
  JobDetail startDueStudies() {
    return job("start-due-studies", StartDueStudiesJob.class);
  }

  @Bean
  Trigger startDueStudiesTrigger(JobDetail startDueStudies, JobsProperties properties) {
    return every(properties.deadlinesEvery(), startDueStudies);
  }

  @Bean
  JobDetail retainStudies() {
    return job("retain-studies", RetainStudiesJob.class);
  }

  @Bean
  Trigger retainStudiesTrigger(JobDetail retainStudies, JobsProperties properties) {
    return every(properties.retainStudiesEvery(), retainStudies);
  }

  @Bean
  PutOffTimers putOffTimers(Scheduler scheduler) {
    return new PutOffTimers(scheduler);
  }

  private static JobDetail job(String name, Class<? extends Job> type) {
    return newJob(type).withIdentity(name).storeDurably().build();
  }

  private static Trigger every(Duration interval, JobDetail job) {
    var schedule = simpleSchedule().withIntervalInMilliseconds(interval.toMillis()).repeatForever();
    return newTrigger()
        .forJob(job)
        .withIdentity(job.getKey().getName())
        .withSchedule(schedule.withMisfireHandlingInstructionNextWithRemainingCount())
        .build();
  }
}
