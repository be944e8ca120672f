package dev.tuner.scheduler.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A moment as a column of type {@code timestamptz} has it. */
public final class StoredInstant {
  private StoredInstant() {}

  /** The column's moment; null where it has none. */
  public static @Nullable Instant read(ResultSet row, String column) throws SQLException {
    var stored = row.getTimestamp(column);
    return stored == null ? null : stored.toInstant();
  }
}
