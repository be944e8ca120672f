package dev.tuner.runner.agent;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Tells a worker when it must assume that its leases are over, by its own monotonic clock alone: a
 * worker that cannot reach the service ends its trials before another worker may start them.
 */
final class Fence {

  private static final double SHARE_OF_LEASE = 0.8;

  private final LongSupplier nanos;
  private final long allowedNanos;
  private final AtomicLong lastContact;

  /**
   * @param nanos a monotonic clock, such as {@link System#nanoTime}
   */
  Fence(Duration lease, LongSupplier nanos) {
    this.nanos = nanos;
    this.allowedNanos = (long) (lease.toNanos() * SHARE_OF_LEASE);
    this.lastContact = new AtomicLong(nanos.getAsLong());
  }

  /** The moment to remember before a heartbeat is sent: the renewal may happen right after it. */
  long now() {
    return nanos.getAsLong();
  }

  /** A heartbeat that was sent at {@code sentAt} succeeded. */
  void renewed(long sentAt) {
    lastContact.set(sentAt);
  }

  /** Whether the leases must be taken for lost. */
  boolean isPassed() {
    return nanos.getAsLong() - lastContact.get() > allowedNanos;
  }

  Duration silence() {
    return Duration.ofNanos(nanos.getAsLong() - lastContact.get());
  }
}
