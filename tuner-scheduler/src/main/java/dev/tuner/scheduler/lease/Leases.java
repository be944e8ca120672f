package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.sql.PerTransaction;
import dev.tuner.scheduler.worker.Allotment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
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
  void grant(UUID trialId, Duration ttl, Allotment allotment) {
    changes.get().granted(new LeaseChanges.Granted(trialId, ttl, allotment));
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
   * Renews the leases that workers say they hold. A lease whose row somebody else holds now is
   * being renewed by a report, or ended: it is not waited for.
   *
   * @return those of them that are still their worker's; the others are over
   */
  Set<LeaseRef> renewHeld(Collection<Heartbeats.Beat> beats) {
    var held = new ArrayList<LeaseRef>();
    var workers = new ArrayList<UUID>();
    for (var beat : beats) {
      held.addAll(beat.held());
      workers.addAll(Collections.nCopies(beat.held().size(), beat.workerId()));
    }
    if (held.isEmpty()) {
      return Set.of();
    }
    return new HashSet<>(
        db.sql(
                """
                with alive as (
                  select t.id, t.lease_number
                  from unnest(:workers::uuid[], :trials::uuid[], :numbers::bigint[])
                    as held (worker_id, trial_id, lease_number)
                  join trial t on t.id = held.trial_id and t.lease_number = held.lease_number
                    and t.worker_id = held.worker_id
                  join lease l on l.trial_id = t.id and l.expires_at > clock_timestamp()
                ), free as (
                  select trial_id from lease where trial_id in (select id from alive) for update skip locked
                ), renewed as (
                  update lease l set expires_at = clock_timestamp() + l.ttl
                  from free where l.trial_id = free.trial_id
                )
                select id, lease_number from alive
                """)
            .param("workers", workers.toArray(UUID[]::new))
            .param("trials", held.stream().map(LeaseRef::trialId).toArray(UUID[]::new))
            .param("numbers", held.stream().map(LeaseRef::lease).toArray(Long[]::new))
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
