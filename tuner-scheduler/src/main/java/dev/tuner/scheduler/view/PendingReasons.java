package dev.tuner.scheduler.view;

import dev.tuner.scheduler.lease.LeaseProperties;
import dev.tuner.scheduler.study.Resources;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.study.StudyState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Why a study's trials wait and do not run, in words: computed when somebody asks. */
@Component
public class PendingReasons {

  private final JdbcClient db;
  private final LeaseProperties properties;

  PendingReasons(JdbcClient db, LeaseProperties properties) {
    this.db = db;
    this.properties = properties;
  }

  /** The worker on which the most is free, and what all its trials use. */
  private record Roomiest(String name, Resources all, Resources free, int trials) {}

  /** What a trial of the study waits for now; empty when its study is over. */
  public Optional<String> of(Study study) {
    if (study.state().isOver()) {
      return Optional.empty();
    }
    return Optional.of(study.state() == StudyState.PAUSED ? paused(study) : running(study));
  }

  private static String paused(Study study) {
    return study.startedAt().isEmpty()
        ? study.reason()
        : "the study is paused; resume it to let its trials go on";
  }

  private String running(Study study) {
    if (runningTrials(study) >= study.maxConcurrent()) {
      return "max_concurrent_trials %d reached".formatted(study.maxConcurrent());
    }
    if (study.external()) {
      return "nobody asks for its trials; they go to callers of trials:ask";
    }
    var able = roomiest(study.resources());
    return able.map(worker -> whatIsFree(study.resources(), worker)).orElseGet(() -> nobody(study));
  }

  private int runningTrials(Study study) {
    return db.sql("select count(*)::int from trial where study_id = :study and state = 'RUNNING'")
        .param("study", study.id())
        .query(Integer.class)
        .single();
  }

  private static String whatIsFree(Resources needed, Roomiest worker) {
    return needed.fitsInto(worker.free())
        ? "worker %s has room and takes it at its next call".formatted(worker.name())
        : "needs %s; the most that is free is %s on worker %s, which runs %s"
            .formatted(
                words(needed),
                words(worker.free()),
                worker.name(),
                worker.trials() == 1 ? "1 trial" : worker.trials() + " trials");
  }

  private String nobody(Study study) {
    var largest = roomiest(new Resources(0, 0));
    return largest
        .map(
            worker ->
                "needs %s; no live worker has that much: the largest is %s with %s"
                    .formatted(words(study.resources()), worker.name(), words(worker.all())))
        .orElse("no worker is alive; start one with trial-runner");
  }

  /** Among the live workers that have as much in all, the one with the most free. */
  private Optional<Roomiest> roomiest(Resources needed) {
    return db.sql(
            """
            select w.name, w.cpu, w.gpu, w.cpu - used.cpu as free_cpu, w.gpu - used.gpu as free_gpu, used.trials
            from worker w join worker_seen seen on seen.worker_id = w.id
            cross join lateral (
              select coalesce(sum(s.cpu), 0) as cpu, coalesce(sum(s.gpu), 0) as gpu, count(t.id)::int as trials
              from trial t join study s on s.id = t.study_id
              where t.worker_id = w.id and t.state = 'RUNNING'
            ) used
            where seen.seen_at > clock_timestamp() - make_interval(secs => :ttl)
              and w.cpu < 1e8 and w.cpu + 1e-9 >= :cpu and w.gpu + 1e-9 >= :gpu
            order by (w.cpu - used.cpu + 1e-9 >= :cpu and w.gpu - used.gpu + 1e-9 >= :gpu) desc,
              w.gpu - used.gpu desc, w.cpu - used.cpu desc, w.name limit 1
            """)
        .param("ttl", properties.ttl().toMillis() / 1000.0)
        .param("cpu", needed.cpu())
        .param("gpu", needed.gpu())
        .query((row, n) -> worker(row))
        .optional();
  }

  private static Roomiest worker(ResultSet row) throws SQLException {
    return new Roomiest(
        row.getString("name"),
        new Resources(row.getDouble("cpu"), row.getDouble("gpu")),
        new Resources(
            Math.max(0, row.getDouble("free_cpu")), Math.max(0, row.getDouble("free_gpu"))),
        row.getInt("trials"));
  }

  private static String words(Resources resources) {
    return resources.gpu() == 0
        ? amount(resources.cpu()) + " cpu"
        : "%s cpu and %s gpu".formatted(amount(resources.cpu()), amount(resources.gpu()));
  }

  private static String amount(double amount) {
    return amount == Math.rint(amount) ? String.valueOf((long) amount) : String.valueOf(amount);
  }
}
