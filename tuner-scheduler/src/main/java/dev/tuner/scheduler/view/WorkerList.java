package dev.tuner.scheduler.view;

import dev.tuner.scheduler.json.Json;
import dev.tuner.scheduler.lease.LeaseProperties;
import dev.tuner.scheduler.study.Labels;
import dev.tuner.scheduler.study.Resources;
import dev.tuner.scheduler.worker.Gpu;
import dev.tuner.scheduler.worker.Worker;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The registered workers, those heard of last first. */
@Component
public class WorkerList {

  private final JdbcClient db;
  private final LeaseProperties properties;

  WorkerList(JdbcClient db, LeaseProperties properties) {
    this.db = db;
    this.properties = properties;
  }

  /** A worker as it is shown; {@code alive}: heard of within the life of a lease. */
  public record WorkerRow(
      UUID id,
      String name,
      Resources resources,
      List<Gpu> gpus,
      Map<String, String> labels,
      boolean alive,
      int trials,
      Instant registeredAt,
      Instant seenAt) {}

  /** {@code limit} workers at most. */
  public List<WorkerRow> latest(int limit) {
    return db.sql(
            """
            select w.id, w.name, w.cpu, w.gpu, w.gpus, w.labels, w.registered_at, s.seen_at,
              s.seen_at > clock_timestamp() - make_interval(secs => :ttl) as alive,
              (select count(*) from trial t where t.worker_id = w.id and t.state = 'RUNNING')::int as trials
            from worker w join worker_seen s on s.worker_id = w.id
            order by s.seen_at desc, w.id limit :limit
            """)
        .param("ttl", properties.ttl().toMillis() / 1000.0)
        .param("limit", limit)
        .query(WorkerList::row)
        .list();
  }

  private static WorkerRow row(ResultSet row, int number) throws SQLException {
    return new WorkerRow(
        row.getObject("id", UUID.class),
        row.getString("name"),
        new Resources(row.getDouble("cpu"), row.getDouble("gpu")),
        Worker.gpus(Json.objects(row.getString("gpus"))),
        Labels.stored(Json.tree(row.getString("labels"))),
        row.getBoolean("alive"),
        row.getInt("trials"),
        row.getTimestamp("registered_at").toInstant(),
        row.getTimestamp("seen_at").toInstant());
  }
}
