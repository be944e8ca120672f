package dev.tuner.scheduler.study;

import dev.tuner.scheduler.sql.Columns;
import dev.tuner.scheduler.sql.StoredInstant;
import dev.tuner.scheduler.trial.IllegalTransitionException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The life of a study: the state it is in and why, and when it came there. The verbs are {@link
 * Study}'s, which counts its versions by them.
 */
public final class StudyLife implements Cloneable {
  static final Columns<StudyLife> COLUMNS =
      new Columns<StudyLife>()
          .with("state", "text", life -> life.state.name())
          .with("reason", "text", StudyLife::reason)
          .with("created_at", "timestamptz", StudyLife::createdAt)
          .with("start_at", "timestamptz", life -> life.startAt)
          .with("started_at", "timestamptz", life -> life.startedAt)
          .with("deadline_at", "timestamptz", life -> life.deadlineAt)
          .with("ended_at", "timestamptz", StudyLife::endedAt)
          .with("archived_at", "timestamptz", life -> life.archivedAt)
          .with("deleted_at", "timestamptz", life -> life.deletedAt);

  private StudyState state;
  private String reason;
  private Instant createdAt;
  private Instant startAt;
  private Instant startedAt;
  private Instant deadlineAt;
  private Instant endedAt;
  private Instant archivedAt;
  private Instant deletedAt;

  private StudyLife() {}

  /** Of a new study: it runs at once, or waits for the start that its limits name. */
  StudyLife(StudyDefinition.Limits limits, Instant now) {
    createdAt = now;
    startedAt = limits.startAt().filter(now::isBefore).isPresent() ? null : now;
    state = startedAt == null ? StudyState.PAUSED : StudyState.RUNNING;
    follow(limits);
  }

  static StudyLife stored(ResultSet row) throws SQLException {
    var life = new StudyLife();
    life.state = StudyState.valueOf(row.getString("state"));
    life.reason = row.getString("reason");
    life.createdAt = StoredInstant.read(row, "created_at");
    life.startAt = StoredInstant.read(row, "start_at");
    life.startedAt = StoredInstant.read(row, "started_at");
    life.deadlineAt = StoredInstant.read(row, "deadline_at");
    life.endedAt = StoredInstant.read(row, "ended_at");
    life.archivedAt = StoredInstant.read(row, "archived_at");
    life.deletedAt = StoredInstant.read(row, "deleted_at");
    return life;
  }

  StudyLife copy() {
    try {
      return (StudyLife) clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  /** When it starts and must end follows from the limits in force. */
  void follow(StudyDefinition.Limits limits) {
    startAt = limits.startAt().orElse(null);
    deadlineAt =
        limits
            .timeBudget()
            .filter(budget -> startedAt != null)
            .map(budget -> startedAt.plus(budget))
            .orElse(null);
    if (startedAt == null) {
      reason = startAt == null ? "waits for its start" : "starts at " + startAt;
    }
  }

  void become(StudyState next, String why, UUID study) {
    if (!state.mayBecome(next)) {
      throw new IllegalTransitionException("Study " + study, state, next);
    }
    state = next;
    reason = why;
  }

  void started(Instant now) {
    startedAt = now;
  }

  void ended(Instant now) {
    endedAt = now;
  }

  /** It is over no longer. */
  void goesOn() {
    endedAt = null;
  }

  void archived(Instant now) {
    archivedAt = now;
  }

  void unarchived() {
    archivedAt = null;
  }

  void deleted(Instant now) {
    deletedAt = now;
  }

  public StudyState state() {
    return state;
  }

  /** Why it is in this state, in words; null when there is nothing to say. */
  public String reason() {
    return reason;
  }

  public Instant createdAt() {
    return createdAt;
  }

  /** When it is to start; empty when it started with its creation. */
  public Optional<Instant> startAt() {
    return Optional.ofNullable(startAt);
  }

  /** When it started; its time budget counts from here. Empty while it waits for its start. */
  public Optional<Instant> startedAt() {
    return Optional.ofNullable(startedAt);
  }

  /** When its time budget is used up; empty when it has none. */
  public Optional<Instant> deadlineAt() {
    return Optional.ofNullable(deadlineAt);
  }

  /** Null while it is open. */
  public Instant endedAt() {
    return endedAt;
  }

  /** Empty when it is not in the archive. */
  public Optional<Instant> archivedAt() {
    return Optional.ofNullable(archivedAt);
  }

  /** When a person deleted it: from then on it is shown no longer. */
  public Optional<Instant> deletedAt() {
    return Optional.ofNullable(deletedAt);
  }
}
