package dev.tuner.api.problem;

import static dev.tuner.api.problem.ProblemAnswer.problem;

import dev.tuner.wire.Problem;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;

/** Failures of the database that are not the service's own error. */
final class DatabaseFailures {
  private DatabaseFailures() {}

  /** The problem to answer with if the same request may succeed later; nothing otherwise. */
  static Optional<Problem> passing(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      // a duplicate key that got this far: the same request came twice and the other was first
      if (cause instanceof ConcurrencyFailureException || cause instanceof DuplicateKeyException) {
        return Optional.of(
            problem(
                503,
                "too-busy",
                "Another request changed the same rows at the same time; send it again"));
      }
      if (cause instanceof SQLException sql && isAway(sql)) {
        return Optional.of(
            problem(
                503,
                "database-unavailable",
                "The database does not answer; send the request again later"));
      }
    }
    return Optional.empty();
  }

  /**
   * The problem to answer with if PostgreSQL cannot store a character of the request; nothing
   * otherwise. SQL states: 22021 in a text, 22P05 in JSON.
   */
  static Optional<Problem> unstorable(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && ("22021".equals(sql.getSQLState()) || "22P05".equals(sql.getSQLState()))) {
        return Optional.of(
            problem(
                400,
                "unstorable-character",
                "A text or name in the request has the character U+0000, which cannot be stored; leave it out"));
      }
    }
    return Optional.empty();
  }

  /**
   * SQL states: 08 connection lost, 53 out of resources, 57P shut down or starting. PostgreSQL
   * always gives one; where it is missing, the pool says that it has closed the connection.
   */
  private static boolean isAway(SQLException failure) {
    var state = failure.getSQLState() == null ? "" : failure.getSQLState();
    return failure instanceof SQLTransientConnectionException
        || state.isEmpty()
        || state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57P");
  }
}
