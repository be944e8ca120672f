package dev.tuner.scheduler;

import java.time.Duration;

/**
 * A component that does something again and again for as long as the service runs, on a thread of
 * its own and by the monotonic clock: on every instance, unlike Quartz's timers.
 */
public abstract class OwnClock extends OwnThread {
  private final Duration every;

  /**
   * @param name of the thread
   * @param every the pause before the first time, and between the end of one and the next
   */
  protected OwnClock(String name, Duration every) {
    super(name);
    this.every = every;
  }

  /** What is done again and again. Where it throws, it is not done again. */
  protected abstract void tick();

  @Override
  protected final void run() {
    while (pause(every)) {
      tick();
    }
  }
}
