package dev.tuner.scheduler.jobs;

import dev.tuner.scheduler.judge.DueStudies;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.JobExecutionContext;
import org.springframework.scheduling.quartz.QuartzJobBean;

@DisallowConcurrentExecution
final class StartDueStudiesJob extends QuartzJobBean {

  private final DueStudies studies;

  StartDueStudiesJob(DueStudies studies) {
    this.studies = studies;
  }

  @Override
  protected void executeInternal(JobExecutionContext context) {
    studies.start();
  }
}
