package dev.tuner.scheduler.jobs;

import dev.tuner.scheduler.checkpoint.CheckpointRetention;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.JobExecutionContext;
import org.springframework.scheduling.quartz.QuartzJobBean;

@DisallowConcurrentExecution
final class SweepCheckpointsJob extends QuartzJobBean {

  private final CheckpointRetention checkpoints;

  SweepCheckpointsJob(CheckpointRetention checkpoints) {
    this.checkpoints = checkpoints;
  }

  @Override
  protected void executeInternal(JobExecutionContext context) {
    checkpoints.sweep();
  }
}
