package dev.tuner.scheduler.view;

import dev.tuner.scheduler.json.Json;
import dev.tuner.scheduler.lease.LeaseProperties;
import dev.tuner.scheduler.study.Labels;
import dev.tuner.scheduler.study.Resources;
import dev.tuner.scheduler.worker.Allotment;
import dev.tuner.scheduler.worker.Offer;
import dev.tuner.scheduler.worker.Worker;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The workers that were heard of within the life of a lease, and what is free of them. */
@Component
class LiveWorkers {
  private final JdbcClient db;
  private final LeaseProperties properties;

  LiveWorkers(JdbcClient db, LeaseProperties properties) {
    this.db = db;
    this.properties = properties;
  }

  /**
   * A worker by the books.
   *
   * @param all everything that it has
   * @param free what its trials leave of it
   * @param trials how many it runs
   */
  record LiveWorker(String name, Offer all, Offer free, int trials) {
    static LiveWorker idle(String name, Offer all) {
      return new LiveWorker(name, all, all, 0);
    }

    LiveWorker running(Allotment allotment) {
      return new LiveWorker(name, all, free.minus(allotment), trials + 1);
    }
  }

  /** All of them, by name. */
  List<LiveWorker> now() {
    Map<UUID, LiveWorker> workers = new LinkedHashMap<>();
    db.sql(
            """
            select w.id, w.name, w.cpu as all_cpu, w.gpu as all_gpu, w.gpus as devices, w.labels, held.*
            from worker w join worker_seen seen on seen.worker_id = w.id
            left join lateral (
              select l.trial_id, l.cpu, l.gpu, l.gpu_memory, l.gpus
              from trial t join lease l on l.trial_id = t.id
              where t.worker_id = w.id and t.state = 'RUNNING'
            ) held on true
            where seen.seen_at > clock_timestamp() - make_interval(secs => :ttl) and w.incarnation <> 'ask'
            order by w.name, w.id
            """)
        .param("ttl", properties.ttl().toMillis() / 1000.0)
        .query(
            row -> {
              var id = row.getObject("id", UUID.class);
              if (!workers.containsKey(id)) {
                workers.put(id, LiveWorker.idle(row.getString("name"), all(row)));
              }
              if (row.getObject("trial_id") != null) {
                workers.put(id, workers.get(id).running(Allotment.stored(row)));
              }
            });
    return new ArrayList<>(workers.values());
  }

  private static Offer all(ResultSet row) throws SQLException {
    return Worker.offer(
        new Resources(row.getDouble("all_cpu"), row.getDouble("all_gpu")),
        Worker.gpus(Json.objects(row.getString("devices"))),
        Labels.stored(Json.tree(row.getString("labels"))));
  }
}
