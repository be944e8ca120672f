package dev.tuner.scheduler.trial;

import dev.tuner.scheduler.sql.Columns;
import dev.tuner.scheduler.sql.StoredInstant;
import dev.tuner.scheduler.worker.Worker;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Who runs a trial now, or ran it last, under which lease, and for how long in all. */
final class Run implements Cloneable {
  static final Columns<Run> COLUMNS =
      new Columns<Run>()
          .with("lease_number", "int8", Run::leaseNumber)
          .with("worker_id", "uuid", Run::workerId)
          .with("last_worker", "text", Run::lastWorker)
          .with("started_at", "timestamptz", run -> run.startedAt)
          .with("leased_at", "timestamptz", Run::leasedAt)
          .with("run_seconds", "float8", run -> run.seconds);

  private long leaseNumber;
  private UUID workerId;
  private String lastWorker;
  private Instant startedAt;
  private Instant leasedAt;
  private double seconds; // in all runs that have ended
  private boolean leaseIsLive;
  private boolean leaseIsAgeing;

  static Run stored(ResultSet row) throws SQLException {
    var run = new Run();
    run.leaseNumber = row.getLong("lease_number");
    run.workerId = row.getObject("worker_id", UUID.class);
    run.lastWorker = row.getString("last_worker");
    run.startedAt = StoredInstant.read(row, "started_at");
    run.leasedAt = StoredInstant.read(row, "leased_at");
    run.seconds = row.getDouble("run_seconds");
    run.leaseIsLive = row.getBoolean("lease_is_live");
    run.leaseIsAgeing = row.getBoolean("lease_is_ageing");
    return run;
  }

  Run copy() {
    try {
      return (Run) clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  /** What its lease is like now; no longer there: neither. */
  void leaseIs(boolean live, boolean ageing) {
    leaseIsLive = live;
    leaseIsAgeing = ageing;
  }

  /** A worker takes the trial, under the next lease number. */
  void begin(Worker worker, Instant now) {
    leaseNumber++;
    workerId = worker.id();
    lastWorker = worker.name();
    leasedAt = now;
    startedAt = startedAt == null ? now : startedAt;
    leaseIsLive = true;
    leaseIsAgeing = false;
  }

  /** The lease is over, if there is one. */
  void end(Instant now) {
    if (leasedAt != null) {
      seconds += Math.max(0, Duration.between(leasedAt, now).toNanos() / 1e9);
    }
    workerId = null;
    leasedAt = null;
    leaseIsLive = false;
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

  Instant leasedAt() {
    return leasedAt;
  }

  /** By the database's clock, when the trial was loaded. */
  boolean leaseIsLive() {
    return leaseIsLive;
  }

  /** Whether half of the lease was over when the trial was loaded. */
  boolean leaseIsAgeing() {
    return leaseIsAgeing;
  }
}
