package dev.tuner.benchmarks.faults;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Looks at the database again and again while faults happen: what must hold at every moment. */
final class Watch implements AutoCloseable {

  private static final String WRONG =
      """
      select s.name, s.num_samples, s.max_concurrent,
        count(*) as trials,
        count(*) filter (where t.state = 'RUNNING') as running,
        count(*) filter (where t.state = 'RUNNING' and l.trial_id is null) as unleased
      from study s join trial t on t.study_id = s.id left join lease l on l.trial_id = t.id
      group by s.id
      having count(*) > s.num_samples
        or count(*) filter (where t.state = 'RUNNING') > s.max_concurrent
        or count(*) filter (where t.state = 'RUNNING' and l.trial_id is null) > 0
      """;

  private static final String OVERDUE =
      "select coalesce(extract(epoch from max(clock_timestamp() - expires_at)), 0)::float8 as s"
          + " from lease";

  private final Database database;
  private final Set<String> violations = new ConcurrentSkipListSet<>();
  private final Thread thread = new Thread(this::run, "watch");
  private final AtomicInteger looks = new AtomicInteger();
  private volatile double longestOverdue;

  Watch(Database database) {
    this.database = database;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  int looks() {
    return looks.get();
  }

  /** Seconds that an expired lease was kept at most: there may have been nobody to take it back. */
  double longestOverdue() {
    return longestOverdue;
  }

  Set<String> violations() {
    return violations;
  }

  private void run() {
    try {
      while (true) {
        look();
        TimeUnit.MILLISECONDS.sleep(200);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private void look() {
    try {
      database.rows(WRONG).forEach(row -> violations.add("a limit is exceeded: " + row));
      var overdue = (Double) database.rows(OVERDUE).get(0).get("s");
      longestOverdue = Math.max(longestOverdue, overdue);
      looks.incrementAndGet();
    } catch (SQLException e) {
      return; // killed, or its tables do not exist yet
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
