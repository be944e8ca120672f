package dev.tuner.scheduler.jobs;

import dev.tuner.scheduler.OwnClock;
import java.time.Duration;
import java.time.Instant;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleTrigger;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings back timers that a clock which ran ahead has put off. Quartz keeps when a timer fires next
 * by the clock of the instance that fired it last: once that clock is set back, or its instance is
 * gone, nobody would fire until then. Looks by a monotonic clock, and only after the timers that
 * others wait for.
 */
final class PutOffTimers extends OwnClock {
  private static final Logger LOG = LoggerFactory.getLogger(PutOffTimers.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
  private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(1);
  private static final Duration TOO_LATE = Duration.ofMinutes(1);

  private final Scheduler scheduler;

  PutOffTimers(Scheduler scheduler) {
    super("put-off-timers", LOOK_EVERY);
    this.scheduler = scheduler;
  }

  /** Lets those timers fire now that would fire more than a minute late. */
  @Override
  protected void tick() {
    try {
      for (var key : scheduler.getTriggerKeys(GroupMatcher.anyTriggerGroup())) {
        if (scheduler.getTrigger(key) instanceof SimpleTrigger timer && isPutOff(timer)) {
          LOG.warn(
              "timer {} would not fire before {}: a clock ran ahead; it fires now",
              key.getName(),
              timer.getNextFireTime().toInstant());
          scheduler.rescheduleJob(key, timer.getTriggerBuilder().startNow().build());
        }
      }
    } catch (SchedulerException e) {
      LOG.debug("the timers cannot be looked at now", e); // the database is away
    }
  }

  private static boolean isPutOff(SimpleTrigger timer) {
    var interval = timer.getRepeatInterval();
    var latest = Instant.now().plusMillis(interval).plus(TOO_LATE); // Quartz too asks this clock
    return interval <= LONGEST_INTERVAL.toMillis()
        && timer.getNextFireTime() != null
        && timer.getNextFireTime().toInstant().isAfter(latest);
  }
}
