package dev.tuner.scheduler.worker;

import dev.tuner.scheduler.json.JsonListConverter;
import dev.tuner.scheduler.json.JsonMapConverter;
import dev.tuner.scheduler.study.Resources;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.springframework.data.domain.Persistable;

/** A trial-runner process, or a caller that asks for trials and trains by itself. */
@Entity
public class Worker implements Persistable<UUID> {

  @Id private UUID id;
  private String name;
  private String incarnation;
  private double cpu;
  private double gpu;

  @Convert(converter = JsonListConverter.class)
  @Column(columnDefinition = "jsonb")
  @ColumnTransformer(write = "?::jsonb")
  private List<Map<String, Object>> gpus;

  @Convert(converter = JsonMapConverter.class)
  @Column(columnDefinition = "jsonb")
  @ColumnTransformer(write = "?::jsonb")
  private Map<String, Object> labels;

  private Instant registeredAt;

  @Transient private boolean isNew;

  protected Worker() {}

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
    worker.isNew = true;
    return worker;
  }

  @Override
  public UUID getId() {
    return id;
  }

  @Override
  public boolean isNew() {
    return isNew;
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
