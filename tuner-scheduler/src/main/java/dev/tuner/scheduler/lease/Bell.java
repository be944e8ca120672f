package dev.tuner.scheduler.lease;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one thread; ringing again before it has woken adds nothing. */
final class Bell {
  private final Semaphore rung = new Semaphore(0);

  void ring() {
    if (rung.availablePermits() == 0) {
      rung.release();
    }
  }

  /** Waits until it rings, or the time is over. */
  boolean await(long millis) throws InterruptedException {
    var woken = rung.tryAcquire(millis, TimeUnit.MILLISECONDS);
    rung.drainPermits();
    return woken;
  }
}
