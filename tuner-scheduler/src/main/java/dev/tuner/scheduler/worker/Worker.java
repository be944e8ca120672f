package dev.tuner.scheduler.worker;

import dev.tuner.scheduler.json.Json;
import dev.tuner.scheduler.sql.Columns;
import dev.tuner.scheduler.study.Resources;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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
    worker.gpus = registration.gpus();
    worker.labels = registration.labels();
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

  /** The devices behind {@code resources().gpu()}. */
  public List<Map<String, Object>> gpus() {
    return gpus;
  }

  public Map<String, Object> labels() {
    return labels;
  }

  public Instant registeredAt() {
    return registeredAt;
  }
}
