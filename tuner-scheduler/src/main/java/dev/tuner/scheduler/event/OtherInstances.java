package dev.tuner.scheduler.event;

import dev.tuner.scheduler.OwnThread;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Tells this instance when a study changed at another one. It is a hint to look sooner, never the
 * only way to learn of something: what comes while there is no connection is not heard, so it tells
 * of a change whenever it begins to listen.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-notify.html">NOTIFY</a>
 */
@Component
class OtherInstances extends OwnThread {
  private static final Logger LOG = LoggerFactory.getLogger(OtherInstances.class);
  private static final int SILENCE_MILLIS = 10_000;
  private static final int CHECK_SECONDS = 5;

  private final DataSource dataSource;
  private final ApplicationEventPublisher events;
  private final ChangeTeller teller;

  OtherInstances(DataSource dataSource, ApplicationEventPublisher events, ChangeTeller teller) {
    super("other-instances");
    this.dataSource = dataSource;
    this.events = events;
    this.teller = teller;
  }

  @Override
  protected void run() {
    while (goesOn()) {
      try (var connection = dataSource.getConnection()) {
        listen(connection);
      } catch (SQLException e) {
        LOG.debug("does not hear of other instances, will listen again: {}", e.toString());
        pauseWhileAway();
      }
    }
  }

  private void listen(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("listen " + ChangeTeller.CHANNEL);
      events.publishEvent(new StudyChangedElsewhere());
      while (goesOn()) {
        var heard = connection.unwrap(PGConnection.class).getNotifications(SILENCE_MILLIS);
        if (heard == null || heard.length == 0) {
          requireAlive(connection);
        } else if (Arrays.stream(heard).anyMatch(this::isFromAnother)) {
          events.publishEvent(new StudyChangedElsewhere());
        }
      }
      statement.execute("unlisten " + ChangeTeller.CHANNEL);
    }
  }

  private boolean isFromAnother(PGNotification notice) {
    return !notice.getParameter().equals(teller.self());
  }

  /** A link that was cut without a word is as silent as one on which nothing happens. */
  private static void requireAlive(Connection connection) throws SQLException {
    if (!connection.isValid(CHECK_SECONDS)) {
      throw new SQLException("the connection that listens is gone", "08006");
    }
  }
}
