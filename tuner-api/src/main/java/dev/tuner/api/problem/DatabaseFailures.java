package dev.tuner.api.problem;

import static dev.tuner.api.problem.ProblemAnswer.problem;

import dev.tuner.wire.Problem;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.springframework.dao.ConcurrencyFailureException;

/** Failures of the database that pass by themselves, so that the same request may succeed later. */
final class DatabaseFailures {
  private DatabaseFailures() {}

  /** The problem to answer with; nothing if trying again does not help. */
  static Optional<Problem> passing(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConcurrencyFailureException) {
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

  /** SQL states: 08 connection lost, 53 out of resources, 57P shut down or starting. */
  private static boolean isAway(SQLException failure) {
    var state = failure.getSQLState() == null ? "" : failure.getSQLState();
    return failure instanceof SQLTransientConnectionException
        || state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57P");
  }
}
