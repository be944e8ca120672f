package dev.tuner.benchmarks.controlplane;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits, more exactly than {@link Thread#sleep}. */
final class Pause {
  private Pause() {}

  static void millis(long millis) {
    until(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
  }

  /**
   * @param nanoTime of {@link System#nanoTime}
   */
  static void until(long nanoTime) {
    for (var left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
