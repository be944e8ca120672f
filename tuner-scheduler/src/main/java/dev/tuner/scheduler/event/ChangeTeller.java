package dev.tuner.scheduler.event;

import dev.tuner.scheduler.OwnThread;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Tells the other instances of the service when a study changed here.
 *
 * <p>PostgreSQL lets only one transaction at a time commit that notifies, so the notice is none of
 * the change's own transaction: it follows the commit, at once, but not more often than every
 * {@value #BETWEEN_NOTICES_MILLIS} ms.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-notify.html">NOTIFY</a>
 */
@Component
class ChangeTeller extends OwnThread {
  static final String CHANNEL = "tuner_study_changed";

  private static final Logger LOG = LoggerFactory.getLogger(ChangeTeller.class);
  private static final int BETWEEN_NOTICES_MILLIS = 20;

  private final String self = UUID.randomUUID().toString();
  private final JdbcTemplate db;
  private final Semaphore changed = new Semaphore(0);

  ChangeTeller(JdbcTemplate db) {
    super("change-teller");
    this.db = db;
  }

  /** What every notice of this instance says. */
  String self() {
    return self;
  }

  @TransactionalEventListener
  void tell(StudyChanged change) {
    changed.release();
  }

  @Override
  protected void run() {
    while (goesOn()) {
      try {
        changed.acquire();
        changed.drainPermits();
        db.query("select pg_notify(?, ?)", row -> {}, CHANNEL, self);
        TimeUnit.MILLISECONDS.sleep(BETWEEN_NOTICES_MILLIS);
      } catch (InterruptedException e) {
        return;
      } catch (DataAccessException e) {
        LOG.debug("could not tell other instances of a change: {}", e.toString());
      }
    }
  }
}
