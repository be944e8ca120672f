package dev.tuner.scheduler.rung;

import dev.tuner.search.scheduler.Decision;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A decision as a row of the table {@code decision} has it. */
public final class StoredDecision {
  private StoredDecision() {}

  public static Decision read(ResultSet row) throws SQLException {
    return new Decision(
        Decision.Kind.valueOf(row.getString("kind")),
        false,
        row.getObject("milestone", Long.class),
        row.getObject("rung_size", Integer.class),
        row.getObject("rank", Integer.class),
        row.getObject("cutoff", Double.class),
        row.getString("reason"));
  }
}
