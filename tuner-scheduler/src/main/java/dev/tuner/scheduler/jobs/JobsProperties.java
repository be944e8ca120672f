package dev.tuner.scheduler.jobs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often the background jobs run, counted over all instances of the service.
 *
 * @param reapEvery how often trials are taken back whose lease has expired: the delay that it adds
 * @param deadlinesEvery how often studies are started whose time has come, and ended whose time or
 *     run budget is used up although nobody touches them: the delay that it adds
 * @param collectCheckpointsEvery how often checkpoints are deleted that nothing needs any more
 * @param sweepCheckpointsEvery how often the whole checkpoint storage is searched for bytes without
 *     a checkpoint, such as half uploads of an instance that died
 * @param retainStudiesEvery how often old studies are archived and deleted as {@code
 *     tuner.retention} says, and deletions that were interrupted are ended
 */
@ConfigurationProperties("tuner.jobs")
public record JobsProperties(
    @DefaultValue("2s") Duration reapEvery,
    @DefaultValue("2s") Duration deadlinesEvery,
    @DefaultValue("60s") Duration collectCheckpointsEvery,
    @DefaultValue("1h") Duration sweepCheckpointsEvery,
    @DefaultValue("10m") Duration retainStudiesEvery) {

  private static final Duration SHORTEST = Duration.ofMillis(100);

  public JobsProperties {
    requireLongEnough("tuner.jobs.reap-every", reapEvery);
    requireLongEnough("tuner.jobs.deadlines-every", deadlinesEvery);
    requireLongEnough("tuner.jobs.collect-checkpoints-every", collectCheckpointsEvery);
    requireLongEnough("tuner.jobs.sweep-checkpoints-every", sweepCheckpointsEvery);
    requireLongEnough("tuner.jobs.retain-studies-every", retainStudiesEvery);
  }

  private static void requireLongEnough(String name, Duration value) {
    if (value.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "%s must be at least 100ms but was %s".formatted(name, value));
    }
  }
}
