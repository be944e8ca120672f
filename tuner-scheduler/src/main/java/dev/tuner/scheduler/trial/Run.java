package dev.tuner.scheduler.trial;

import dev.tuner.scheduler.worker.Worker;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Who runs a trial now, or ran it last, under which lease, and for how long in all. */
@Embeddable
class Run {

  private long leaseNumber;
  private UUID workerId;
  private String lastWorker;
  private Instant startedAt;
  private Instant leasedAt;
  private double runSeconds;

  /** A worker takes the trial, under the next lease number. */
  void begin(Worker worker, Instant now) {
    leaseNumber++;
    workerId = worker.id();
    lastWorker = worker.name();
    leasedAt = now;
    startedAt = startedAt == null ? now : startedAt;
  }

  /** The lease is over, if there is one. */
  void end(Instant now) {
    if (leasedAt != null) {
      runSeconds += Math.max(0, Duration.between(leasedAt, now).toNanos() / 1e9);
    }
    workerId = null;
    leasedAt = null;
  }

  long leaseNumber() {
    return leaseNumber;
  }

  UUID workerId() {
    return workerId;
  }

  String lastWorker() {
    return lastWorker;
  }

  /** Seconds in all runs that have ended. */
  double seconds() {
    return runSeconds;
  }
}
