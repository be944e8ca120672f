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
  private Instant leaseAgesAt; // null: there is no lease, or it was just given

  static Run stored(ResultSet row) throws SQLException {
    var run = new Run();
    run.leaseNumber = row.getLong("lease_number");
    run.workerId = row.getObject("worker_id", UUID.class);
    run.lastWorker = row.getString("last_worker");
    run.startedAt = StoredInstant.read(row, "started_at");
    run.leasedAt = StoredInstant.read(row, "leased_at");
    run.seconds = row.getDouble("run_seconds");
    run.leaseIsLive = row.getBoolean("lease_is_live");
    run.leaseAgesAt = StoredInstant.read(row, "lease_ages_at");
    return run;
  }

  Run copy() {
    try {
      return (Run) clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * What its lease is like now.
   *
   * @param agesAt when half of it is over, by the database's clock; null: there is none
   */
  void leaseIs(boolean live, Instant agesAt) {
    leaseIsLive = live;
    leaseAgesAt = agesAt;
  }

  /**
   * Whether its lease is live at this time of the database, by what is known of it. Until half of
   * it is over that is so, because a live lease is renewed and never cut short.
   */
  boolean leaseIsSureAt(Instant now) {
    return leaseIsLive && leaseAgesAt != null && now.isBefore(leaseAgesAt);
  }

  /** A worker takes the trial, under the next lease number. */
  void begin(Worker worker, Instant now) {
    leaseNumber++;
    workerId = worker.id();
    lastWorker = worker.name();
    leasedAt = now;
    startedAt = startedAt == null ? now : startedAt;
    leaseIsLive = true;
    leaseAgesAt = null;
  }

  /** The lease is over, if there is one. */
  void end(Instant now) {
    if (leasedAt != null) {
      seconds += Math.max(0, Duration.between(leasedAt, now).toNanos() / 1e9);
    }
    workerId = null;
    leasedAt = null;
    leaseIsLive = false;
    leaseAgesAt = null;
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

  /** Whether half of the lease is over at this time of the database. */
  boolean leaseIsAgeingAt(Instant now) {
    return leaseAgesAt != null && leaseAgesAt.isBefore(now);
  }
}
