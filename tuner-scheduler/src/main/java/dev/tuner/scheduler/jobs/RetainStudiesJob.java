package dev.tuner.scheduler.jobs;

import dev.tuner.scheduler.life.StudyRetention;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.JobExecutionContext;
import org.springframework.scheduling.quartz.QuartzJobBean;

@DisallowConcurrentExecution
final class RetainStudiesJob extends QuartzJobBean {

  private final StudyRetention retention;

  RetainStudiesJob(StudyRetention retention) {
    this.retention = retention;
  }

  @Override
  protected void executeInternal(JobExecutionContext context) {
    retention.tidy();
  }
}
