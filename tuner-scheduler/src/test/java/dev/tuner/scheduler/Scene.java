package dev.tuner.scheduler;

import dev.tuner.scheduler.lease.LeaseRef;
import dev.tuner.scheduler.lease.LeasedTrial;
import dev.tuner.scheduler.lease.WaitingRoom;
import dev.tuner.scheduler.lease.WorkRequest;
import dev.tuner.scheduler.report.ReportAnswer;
import dev.tuner.scheduler.report.ReportCommand;
import dev.tuner.scheduler.report.Reports;
import dev.tuner.scheduler.study.ComputeCapability;
import dev.tuner.scheduler.study.IdempotencyKey;
import dev.tuner.scheduler.study.Resources;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.study.StudyCreation;
import dev.tuner.scheduler.trial.Trial;
import dev.tuner.scheduler.trial.TrialState;
import dev.tuner.scheduler.trial.Trials;
import dev.tuner.scheduler.worker.Gpu;
import dev.tuner.scheduler.worker.Registration;
import dev.tuner.scheduler.worker.WorkerRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The moves that tests of the service make: studies, workers and reports in one line each. */
@Component
public class Scene {

  private static final Resources PLENTY = new Resources(64, 8);

  private final StudyCreation creation;
  private final WorkerRegistry workers;
  private final WaitingRoom waitingRoom;
  private final Reports reports;
  private final Trials trials;
  private final JdbcClient db;

  Scene(
      StudyCreation creation,
      WorkerRegistry workers,
      WaitingRoom waitingRoom,
      Reports reports,
      Trials trials,
      JdbcClient db) {
    this.creation = creation;
    this.workers = workers;
    this.waitingRoom = waitingRoom;
    this.reports = reports;
    this.trials = trials;
    this.db = db;
  }

  /** Starts from an empty database. */
  public void empty() {
    TestDatabase.empty(db);
  }

  /** Promotion ASHA, minimising {@code loss}, rungs 1, 3, 9 and 27 at most. */
  public static Map<String, Object> definition(Map<String, Object> changes) {
    var json = new HashMap<String, Object>();
    json.put("name", "scene");
    json.put("metric", "loss");
    json.put("space", Map.of("lr", Map.of("loguniform", List.of(1e-4, 1e-1))));
    json.put(
        "scheduler",
        Map.of("type", "asha", "variant", "promotion", "reduction_factor", 3, "max_t", 27));
    json.put("num_samples", 9);
    json.put("trainable", Map.of("type", "dl4j", "recipe", "image_classifier"));
    json.put("seed", 7);
    json.putAll(changes);
    return json;
  }

  public Study study(Map<String, Object> changes) {
    var json = definition(changes);
    return creation.create(json, IdempotencyKey.of(null, json));
  }

  public UUID worker(String name) {
    return workers.register(new Registration(name, "1", PLENTY, List.of(), Map.of())).id();
  }

  /** A worker with these devices; a GPU of each memory, in gigabytes. */
  public UUID worker(String name, double cpu, List<Long> gigabytes, Map<String, String> labels) {
    var gpus =
        IntStream.range(0, gigabytes.size())
            .mapToObj(
                n ->
                    new Gpu(
                        n,
                        "GPU",
                        gigabytes.get(n) * 1_000_000_000,
                        Optional.of(new ComputeCapability(8, 6))))
            .toList();
    var resources = new Resources(cpu, gpus.size());
    return workers.register(new Registration(name, "1", resources, gpus, labels)).id();
  }

  /** Waits for as many trials as fit into what is free by the books. */
  public CompletableFuture<List<LeasedTrial>> wait(
      UUID worker, Duration wait, LeasedTrial... held) {
    var all = workers.get(worker).resources();
    var known = Arrays.stream(held).map(Scene::ref).collect(Collectors.toSet());
    var used = Arrays.stream(held).mapToDouble(each -> each.allotment().amount().cpu()).sum();
    var free = new Resources(all.cpu() - used, all.gpu());
    return waitingRoom.acquire(new WorkRequest(worker, free, Map.of(), 1000, known), wait);
  }

  public List<LeasedTrial> acquire(UUID worker, int count, Set<LeaseRef> held) {
    var request = new WorkRequest(worker, PLENTY, Map.of(), count, held);
    return waitingRoom.acquire(request, Duration.ZERO).join();
  }

  /** One trial that the worker did not hold before; {@code held} are the ones it holds. */
  public Optional<LeasedTrial> acquire(UUID worker, LeasedTrial... held) {
    var refs = new java.util.HashSet<LeaseRef>();
    for (var lease : held) {
      refs.add(ref(lease));
    }
    return acquire(worker, 1, refs).stream().findFirst();
  }

  public static LeaseRef ref(LeasedTrial leased) {
    return new LeaseRef(leased.trial().id(), leased.trial().leaseNumber());
  }

  public ReportAnswer report(LeasedTrial leased, long step, double loss) {
    return report(ref(leased), step, Map.of("loss", loss));
  }

  public ReportAnswer report(LeaseRef lease, long step, Map<String, Double> metrics) {
    var report = new ReportCommand(lease.trialId(), lease.lease(), step, metrics, null);
    return reports.takeAll(List.of(report)).join().get(0).orThrow();
  }

  public Trial trial(LeasedTrial leased) {
    return trials.findById(leased.trial().id()).orElseThrow();
  }

  public long count(Study study, TrialState state) {
    return trials.countByStudyIdAndState(study.id(), state);
  }

  /** The lease runs out now, as if its holder had been silent for long. */
  public void expire(LeasedTrial leased) {
    db.sql("update lease set expires_at = clock_timestamp() - interval '1 s' where trial_id = :id")
        .param("id", leased.trial().id())
        .update();
    // who cuts a lease short writes the study's row, like everybody who changes what belongs to it
    db.sql("update study set name = name where id = :id")
        .param("id", leased.trial().studyId())
        .update();
  }
}
