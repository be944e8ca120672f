package dev.tuner.scheduler.study;

import dev.tuner.scheduler.sql.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * The places in a study's ordered log that somebody goes by: its end, where the definition in force
 * begins, and where the rungs were written anew.
 */
public final class LogPlaces {
  /** What changes whenever something is logged. */
  static final Columns<LogPlaces> COLUMNS =
      new Columns<LogPlaces>()
          .with("log_sequence", "int8", LogPlaces::sequence)
          .with("log_stamp", "uuid", LogPlaces::stamp);

  private long sequence;
  private UUID stamp;
  private long definitionSequence;
  private long rungsSince;

  /** Of an empty log. */
  LogPlaces() {
    this(0, UUID.randomUUID(), 0, 0);
  }

  private LogPlaces(long sequence, UUID stamp, long definitionSequence, long rungsSince) {
    this.sequence = sequence;
    this.stamp = stamp;
    this.definitionSequence = definitionSequence;
    this.rungsSince = rungsSince;
  }

  static LogPlaces stored(ResultSet row) throws SQLException {
    return new LogPlaces(
        row.getLong("log_sequence"),
        row.getObject("log_stamp", UUID.class),
        row.getLong("definition_sequence"),
        row.getLong("rungs_since"));
  }

  LogPlaces copy() {
    return new LogPlaces(sequence, stamp, definitionSequence, rungsSince);
  }

  /** Reserves the next number in the log. */
  public long next() {
    return ++sequence;
  }

  /** Reserves so many numbers in the log and answers the one before them. */
  public long reserve(int count) {
    sequence += count;
    return sequence - count;
  }

  /** Marks the log as written by the current transaction. */
  public void stampedBy(UUID transaction) {
    stamp = transaction;
  }

  /** From the next place on, another definition is in force. */
  void definitionChanges() {
    definitionSequence = next();
  }

  /** From the next place on, the rungs are those that are stored now. */
  void rungsChange() {
    rungsSince = next();
  }

  /** The last number that was given out; 0 before the first one. */
  public long sequence() {
    return sequence;
  }

  /** What the transaction that wrote the log last marked it with. */
  public UUID stamp() {
    return stamp;
  }

  /** The place behind which the definition is in force; 0 for the first one. */
  public long definitionSequence() {
    return definitionSequence;
  }

  /** The place where the rungs were written anew last; 0 if they never were. */
  public long rungsSince() {
    return rungsSince;
  }
}
