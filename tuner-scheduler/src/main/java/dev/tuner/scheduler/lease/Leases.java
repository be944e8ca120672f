package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.sql.PerTransaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When the leases of running trials expire. The lease numbers themselves stand in the trials. */
@Component
public class Leases {

  private final JdbcClient db;
  private final PerTransaction<LeaseChanges> changes;

  Leases(JdbcClient db, JdbcTemplate writer) {
    this.db = db;
    this.changes = new PerTransaction<>(() -> new LeaseChanges(writer));
  }

  /** Starts the lease of a trial that was just given out; written when the transaction commits. */
  void grant(UUID trialId, Duration ttl) {
    changes.get().granted(trialId, ttl);
  }

  /** A report or a checkpoint shows that the holder is alive. */
  public void renew(Collection<UUID> trialIds) {
    db.sql(
            """
            update lease set expires_at = clock_timestamp() + ttl
            where trial_id = any(:trials) and expires_at > clock_timestamp()
            """)
        .param("trials", trialIds.toArray(UUID[]::new))
        .update();
  }

  /**
   * Renews the leases that the worker says it holds.
   *
   * @return those of them that are still the worker's; the others are over
   */
  Set<LeaseRef> renew(UUID workerId, Collection<LeaseRef> held) {
    if (held.isEmpty()) {
      return Set.of();
    }
    var refs = List.copyOf(held);
    return new HashSet<>(
        db.sql(
                """
                update lease l set expires_at = clock_timestamp() + l.ttl
                from trial t
                join unnest(:trials::uuid[], :numbers::bigint[]) as held (trial_id, lease_number)
                  on t.id = held.trial_id and t.lease_number = held.lease_number
                where l.trial_id = t.id and t.worker_id = :worker and l.expires_at > clock_timestamp()
                returning t.id, t.lease_number
                """)
            .param("trials", refs.stream().map(LeaseRef::trialId).toArray(UUID[]::new))
            .param("numbers", refs.stream().map(LeaseRef::lease).toArray(Long[]::new))
            .param("worker", workerId)
            .query((row, n) -> new LeaseRef(uuid(row, 1), row.getLong(2)))
            .list());
  }

  /** Its holder is alive; written when the transaction commits. */
  public void renewLater(UUID trialId) {
    changes.get().renewed(trialId);
  }

  /**
   * The lease of a trial is over: it ended, paused, or goes to another worker. Written when the
   * transaction commits.
   */
  public void end(UUID trialId) {
    changes.get().ended(trialId);
  }

  /** Removes the lease if it has expired; false when it was renewed or ended in the meantime. */
  boolean endExpired(UUID trialId) {
    return db.sql("delete from lease where trial_id = :trial and expires_at <= clock_timestamp()")
            .param("trial", trialId)
            .update()
        == 1;
  }

  /** Studies that have running trials with an expired lease, in id order. */
  List<UUID> studiesWithExpired() {
    return db.sql(
            """
            select distinct t.study_id from lease l join trial t on t.id = l.trial_id
            where l.expires_at <= clock_timestamp() order by t.study_id
            """)
        .query(UUID.class)
        .list();
  }

  /** Running trials of a study with an expired lease. */
  List<UUID> expiredIn(UUID studyId) {
    return db.sql(
            """
            select t.id from lease l join trial t on t.id = l.trial_id
            where t.study_id = :study and l.expires_at <= clock_timestamp() order by t.number
            """)
        .param("study", studyId)
        .query(UUID.class)
        .list();
  }

  private static UUID uuid(ResultSet row, int column) throws SQLException {
    return row.getObject(column, UUID.class);
  }
}
