package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.TunerException;
import java.util.UUID;

/** The caller's lease has expired, or a newer one was given out. */
public final class LeaseLostException extends TunerException {
  public LeaseLostException(UUID trial, long lease) {
    super(
        "lease-lost",
        Kind.CONFLICT,
        "Lease %d of trial %s is over; stop working on it and acquire again"
            .formatted(lease, trial));
  }
}
