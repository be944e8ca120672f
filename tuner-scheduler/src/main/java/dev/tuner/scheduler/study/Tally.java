package dev.tuner.scheduler.study;

import dev.tuner.scheduler.sql.Columns;
import dev.tuner.search.stop.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The {@link Standing} of a study as it is stored. */
record Tally(Standing standing) {
  static final Columns<Tally> COLUMNS =
      new Columns<Tally>()
          .with("failures", "int4", tally -> tally.standing().failures())
          .with("mark_loss", "float8", tally -> tally.standing().mark())
          .with("trials_since_mark", "int8", tally -> tally.standing().trialsSince())
          .with("steps_since_mark", "int8", tally -> tally.standing().stepsSince());

  static Tally stored(ResultSet row) throws SQLException {
    return new Tally(
        new Standing(
            row.getInt("failures"),
            row.getDouble("mark_loss"),
            row.getLong("trials_since_mark"),
            row.getLong("steps_since_mark")));
  }
}
