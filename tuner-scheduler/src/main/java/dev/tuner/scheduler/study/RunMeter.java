package dev.tuner.scheduler.study;

import dev.tuner.scheduler.sql.Columns;
import dev.tuner.scheduler.sql.StoredInstant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How long the trials of a study have run in all, and until when those that run now may: what they
 * may run in all is shared out as a point in time, which moves whenever a trial starts or stops
 * running. By the database's clock.
 */
final class RunMeter {
  static final Columns<RunMeter> COLUMNS =
      new Columns<RunMeter>()
          .with("run_seconds", "float8", meter -> meter.runSeconds)
          .with("max_run_seconds", "float8", meter -> meter.maxRunSeconds)
          .with("running_trials", "int4", meter -> meter.runningTrials)
          .with("counted_at", "timestamptz", meter -> meter.countedAt)
          .with("run_budget_ends_at", "timestamptz", meter -> meter.runBudgetEndsAt);

  private double runSeconds;
  private Double maxRunSeconds;
  private int runningTrials;
  private Instant countedAt;
  private Instant runBudgetEndsAt;

  private RunMeter() {}

  RunMeter(Optional<Duration> budget, Instant now) {
    maxRunSeconds = budget.map(RunMeter::seconds).orElse(null);
    countedAt = now;
  }

  static RunMeter stored(ResultSet row) throws SQLException {
    var meter = new RunMeter();
    meter.runSeconds = row.getDouble("run_seconds");
    meter.maxRunSeconds = row.getObject("max_run_seconds", Double.class);
    meter.runningTrials = row.getInt("running_trials");
    meter.countedAt = StoredInstant.read(row, "counted_at");
    meter.runBudgetEndsAt = StoredInstant.read(row, "run_budget_ends_at");
    return meter;
  }

  RunMeter copy() {
    var copy = new RunMeter();
    copy.runSeconds = runSeconds;
    copy.maxRunSeconds = maxRunSeconds;
    copy.runningTrials = runningTrials;
    copy.countedAt = countedAt;
    copy.runBudgetEndsAt = runBudgetEndsAt;
    return copy;
  }

  int runningTrials() {
    return runningTrials;
  }

  /** From now on its trials may run so long in all, what they ran before included. */
  void allow(Optional<Duration> budget, Instant now) {
    count(now);
    maxRunSeconds = budget.map(RunMeter::seconds).orElse(null);
    runBudgetEndsAt = null;
    shareOut();
  }

  void runBegins(Instant now) {
    count(now);
    runningTrials++;
    shareOut();
  }

  void runEnds(Instant now) {
    count(now);
    runningTrials--;
    shareOut();
  }

  /** Seconds of all runs together until then. */
  double secondsAt(Instant now) {
    return runSeconds + runningTrials * Math.max(0, seconds(Duration.between(countedAt, now)));
  }

  /** When the trials that run now will have used up the budget; empty when there is none. */
  Optional<Instant> budgetEndsAt() {
    return Optional.ofNullable(runBudgetEndsAt);
  }

  private void count(Instant now) {
    runSeconds = secondsAt(now);
    countedAt = now;
  }

  private void shareOut() {
    if (maxRunSeconds == null) {
      return;
    }
    var left = Math.max(0, maxRunSeconds - runSeconds);
    if (left > 0 && runningTrials == 0) {
      runBudgetEndsAt = null;
    } else {
      // rounded down to what the database can store, so that it is never more than the budget
      var nanos = (long) Math.floor(left / Math.max(1, runningTrials) * 1e9);
      runBudgetEndsAt = countedAt.plusNanos(nanos).truncatedTo(ChronoUnit.MICROS);
    }
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
