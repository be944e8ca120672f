package dev.tuner.client.screen;

import java.time.Duration;

/** Waits between two looks. Tests pass one that moves their clock. */
@FunctionalInterface
public interface Pause {
  /** Waits that long. */
  void rest(Duration duration) throws InterruptedException;
}
