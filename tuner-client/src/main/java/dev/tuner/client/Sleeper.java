package dev.tuner.client;

import java.time.Duration;

/** Waits. Tests pass one that only takes notes. */
@FunctionalInterface
interface Sleeper {
  void sleep(Duration pause) throws InterruptedException;
}
