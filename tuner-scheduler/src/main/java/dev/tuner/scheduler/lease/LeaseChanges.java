package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.sql.Columns;
import dev.tuner.scheduler.sql.PerTransaction;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** The leases that one transaction starts, renews and ends. */
final class LeaseChanges implements PerTransaction.Written {
  private static final int AFTER_TRIALS = 200;
  private static final Columns<Map.Entry<UUID, Duration>> GRANTED =
      new Columns<Map.Entry<UUID, Duration>>()
          .with("trial_id", "uuid", Map.Entry::getKey)
          .with("ttl", "float8", grant -> grant.getValue().toMillis() / 1e3);
  private static final Columns<UUID> TRIALS =
      new Columns<UUID>().with("trial_id", "uuid", trial -> trial);

  private final JdbcTemplate db;
  private final Map<UUID, Duration> granted = new LinkedHashMap<>();
  private final Set<UUID> ended = new HashSet<>();
  private final Set<UUID> renewed = new HashSet<>();

  LeaseChanges(JdbcTemplate db) {
    this.db = db;
  }

  void granted(UUID trialId, Duration ttl) {
    granted.put(trialId, ttl);
  }

  void ended(UUID trialId) {
    if (granted.remove(trialId) == null) {
      ended.add(trialId);
    }
  }

  void renewed(UUID trialId) {
    renewed.add(trialId);
  }

  @Override
  public int order() {
    return AFTER_TRIALS;
  }

  @Override
  public void write() {
    TRIALS.execute(
        db,
        "delete from lease using " + TRIALS.rows() + " where lease.trial_id = new.trial_id",
        List.copyOf(ended));
    GRANTED.execute(
        db,
        """
        insert into lease (trial_id, ttl, expires_at)
        select trial_id, make_interval(secs => ttl), clock_timestamp() + make_interval(secs => ttl)
        from %s
        """
            .formatted(GRANTED.rows()),
        List.copyOf(granted.entrySet()));
    renewed.removeAll(ended);
    TRIALS.execute(
        db,
        """
        update lease set expires_at = clock_timestamp() + lease.ttl from %s
        where lease.trial_id = new.trial_id and expires_at > clock_timestamp()
        """
            .formatted(TRIALS.rows()),
        List.copyOf(renewed));
    renewed.clear();
    ended.clear();
    granted.clear();
  }
}
