package dev.tuner.benchmarks.faults;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for what must come true. */
final class Patience {

  private final Duration limit;

  Patience(Duration limit) {
    this.limit = limit;
  }

  /** A condition that may fail while things are away. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws Exception;
  }

  /** False when it has not come true in time. */
  boolean await(Condition condition) throws InterruptedException {
    var end = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() - end < 0) {
      if (holds(condition)) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return false;
  }

  private static boolean holds(Condition condition) throws InterruptedException {
    try {
      return condition.holds();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      return false; // away for now
    }
  }
}
