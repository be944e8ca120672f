package dev.tuner.scheduler.lease;

import static java.util.stream.Collectors.joining;

import dev.tuner.scheduler.sql.Columns;
import dev.tuner.scheduler.sql.PerTransaction;
import dev.tuner.scheduler.worker.Allotment;
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
  private static final Columns<Granted> GRANTED =
      new Columns<Granted>()
          .with("trial_id", "uuid", Granted::trialId)
          .with("ttl", "float8", granted -> granted.ttl().toMillis() / 1e3)
          .with("cpu", "float8", granted -> granted.allotment().amount().cpu())
          .with("gpu", "float8", granted -> granted.allotment().amount().gpu())
          .with("gpu_memory", "int8", granted -> granted.allotment().gpuMemory())
          .with("gpus", "text", granted -> array(granted.allotment().gpus()));
  private static final Columns<UUID> TRIALS =
      new Columns<UUID>().with("trial_id", "uuid", trial -> trial);

  private final JdbcTemplate db;
  private final Map<UUID, Granted> granted = new LinkedHashMap<>();
  private final Set<UUID> ended = new HashSet<>();
  private final Set<UUID> renewed = new HashSet<>();

  LeaseChanges(JdbcTemplate db) {
    this.db = db;
  }

  /** A lease that starts. */
  record Granted(UUID trialId, Duration ttl, Allotment allotment) {}

  void granted(Granted lease) {
    granted.put(lease.trialId(), lease);
  }

  /** As PostgreSQL writes arrays: an array of arrays would be taken for one of their elements. */
  private static String array(List<Integer> gpus) {
    return gpus.stream().map(String::valueOf).collect(joining(",", "{", "}"));
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
        insert into lease (trial_id, ttl, expires_at, cpu, gpu, gpu_memory, gpus)
        select trial_id, make_interval(secs => ttl), clock_timestamp() + make_interval(secs => ttl),
          cpu, gpu, gpu_memory, gpus::integer[]
        from %s
        """
            .formatted(GRANTED.rows()),
        List.copyOf(granted.values()));
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
