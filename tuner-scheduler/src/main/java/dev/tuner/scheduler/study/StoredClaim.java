package dev.tuner.scheduler.study;

import dev.tuner.scheduler.json.JsonMapConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.ColumnTransformer;

/** The {@link Claim} of a study in columns, for those who look for work for free workers. */
@Embeddable
class StoredClaim {

  private double cpu;
  private double gpu;
  private long gpuMemory;
  private String computeCapability;

  @Convert(converter = JsonMapConverter.class)
  @Column(columnDefinition = "jsonb")
  @ColumnTransformer(write = "?::jsonb")
  private Map<String, Object> labels;

  private int priority;
  private double weight;

  protected StoredClaim() {}

  StoredClaim(Claim claim) {
    var each = claim.each();
    cpu = each.amount().cpu();
    gpu = each.amount().gpu();
    gpuMemory = each.gpuMemory();
    computeCapability = each.computeCapability().map(ComputeCapability::toString).orElse(null);
    labels = new LinkedHashMap<>(each.labels());
    priority = claim.priority();
    weight = claim.weight();
  }

  Claim claim() {
    var least = Optional.ofNullable(computeCapability).flatMap(ComputeCapability::parse);
    var each = new Needs(new Resources(cpu, gpu), gpuMemory, least, Labels.stored(labels));
    return new Claim(each, priority, weight);
  }
}
