package dev.tuner.scheduler.worker;

import dev.tuner.scheduler.json.Json;
import dev.tuner.scheduler.sql.Columns;
import dev.tuner.scheduler.study.Labels;
import dev.tuner.scheduler.study.Resources;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** A trial-runner process, or a caller that asks for trials and trains by itself. */
public final class Worker {
  static final Columns<Worker> COLUMNS =
      new Columns<Worker>()
          .with("id", "uuid", Worker::id)
          .with("name", "text", Worker::name)
          .with("incarnation", "text", Worker::incarnation)
          .with("cpu", "float8", worker -> worker.cpu)
          .with("gpu", "float8", worker -> worker.gpu)
          .with("gpus", "jsonb", worker -> Json.write(worker.gpus))
          .with("labels", "jsonb", worker -> Json.write(worker.labels))
          .with("registered_at", "timestamptz", Worker::registeredAt);

  private UUID id;
  private String name;
  private String incarnation;
  private double cpu;
  private double gpu;

  private List<Map<String, Object>> gpus;

  private Map<String, Object> labels;

  private Instant registeredAt;

  private Worker() {}

  /** The stored worker. */
  static Worker stored(ResultSet row) throws SQLException {
    var worker = new Worker();
    worker.id = row.getObject("id", UUID.class);
    worker.name = row.getString("name");
    worker.incarnation = row.getString("incarnation");
    worker.cpu = row.getDouble("cpu");
    worker.gpu = row.getDouble("gpu");
    worker.gpus = Json.objects(row.getString("gpus"));
    worker.labels = Json.tree(row.getString("labels"));
    worker.registeredAt = row.getTimestamp("registered_at").toInstant();
    return worker;
  }

  static Worker registered(Registration registration, Instant now) {
    var worker = new Worker();
    worker.id = UUID.randomUUID();
    worker.name = registration.name();
    worker.incarnation = registration.incarnation();
    worker.cpu = registration.resources().cpu();
    worker.gpu = registration.resources().gpu();
    worker.gpus = registration.gpus().stream().map(Gpu::toJson).toList();
    worker.labels = new LinkedHashMap<>(registration.labels());
    worker.registeredAt = now;
    return worker;
  }

  public UUID id() {
    return id;
  }

  public String name() {
    return name;
  }

  /** The process of the worker: another one under the same name is another worker. */
  public String incarnation() {
    return incarnation;
  }

  public Resources resources() {
    return new Resources(cpu, gpu);
  }

  /** The devices behind {@code resources().gpu()} that it told of. */
  public List<Gpu> gpus() {
    return gpus(gpus);
  }

  /** Devices as they are stored. */
  public static List<Gpu> gpus(List<Map<String, Object>> stored) {
    return IntStream.range(0, stored.size()).mapToObj(n -> Gpu.stored(stored.get(n), n)).toList();
  }

  public Map<String, String> labels() {
    return Labels.stored(labels);
  }

  /** Everything that it has for trials. */
  public Offer offer() {
    return offer(resources(), gpus(), labels());
  }

  /** Everything that a worker has; without devices it has as many of which nothing is known. */
  public static Offer offer(Resources amount, List<Gpu> gpus, Map<String, String> labels) {
    var devices =
        gpus.isEmpty()
            ? IntStream.range(0, (int) Math.ceil(amount.gpu()))
                .mapToObj(n -> GpuShare.all(Gpu.nameless(n), Math.min(1, amount.gpu() - n)))
            : gpus.stream().map(device -> GpuShare.all(device, 1));
    return new Offer(amount.cpu(), devices.toList(), labels);
  }

  public Instant registeredAt() {
    return registeredAt;
  }
}
