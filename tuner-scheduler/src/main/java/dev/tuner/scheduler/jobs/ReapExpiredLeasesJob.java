package dev.tuner.scheduler.jobs;

import dev.tuner.scheduler.lease.LeaseReaper;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.JobExecutionContext;
import org.springframework.scheduling.quartz.QuartzJobBean;

@DisallowConcurrentExecution
final class ReapExpiredLeasesJob extends QuartzJobBean {

  private final LeaseReaper leases;

  ReapExpiredLeasesJob(LeaseReaper leases) {
    this.leases = leases;
  }

  @Override
  protected void executeInternal(JobExecutionContext context) {
    leases.reapExpired();
  }
}
