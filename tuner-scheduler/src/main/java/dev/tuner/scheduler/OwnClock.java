package dev.tuner.scheduler;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/**
 * A component that does something again and again for as long as the service runs, on a thread of
 * its own and by the monotonic clock: on every instance, unlike Quartz's timers.
 */
public abstract class OwnClock implements SmartLifecycle {
  private final String name;
  private final Duration every;
  private volatile ScheduledExecutorService clock;

  /**
   * @param name of the thread
   * @param every the pause before the first time, and between the end of one and the next
   */
  protected OwnClock(String name, Duration every) {
    this.name = name;
    this.every = every;
  }

  /** What is done again and again. Where it throws, it is not done again. */
  protected abstract void tick();

  @Override
  public void start() {
    clock =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              var thread = new Thread(work, name);
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        clock.scheduleWithFixedDelay(
            this::tick, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    clock.shutdownNow();
    clock = null;
  }

  @Override
  public boolean isRunning() {
    return clock != null;
  }
}
