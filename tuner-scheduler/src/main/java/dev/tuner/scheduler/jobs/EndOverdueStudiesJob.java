package dev.tuner.scheduler.jobs;

import dev.tuner.scheduler.judge.OverdueStudies;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.JobExecutionContext;
import org.springframework.scheduling.quartz.QuartzJobBean;

@DisallowConcurrentExecution
final class EndOverdueStudiesJob extends QuartzJobBean {

  private final OverdueStudies studies;

  EndOverdueStudiesJob(OverdueStudies studies) {
    this.studies = studies;
  }

  @Override
  protected void executeInternal(JobExecutionContext context) {
    studies.end();
  }
}
