package dev.tuner.scheduler.study;

import dev.tuner.search.definition.ByteSize;
import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Json;
import dev.tuner.search.definition.Pointers;
import dev.tuner.search.definition.Range;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one trial needs of its worker.
 *
 * @param amount a part of one GPU, or whole ones
 * @param gpuMemory bytes on each of its GPUs; 0: as large a part of the device's memory as of the
 *     device
 * @param computeCapability the least that each of its GPUs must have
 * @param labels that the worker must have, with these values
 */
public record Needs(
    Resources amount,
    long gpuMemory,
    Optional<ComputeCapability> computeCapability,
    Map<String, String> labels) {

  private static final String NO_LABELS = "{}";
  private static final Range AMOUNT = Range.closed(0, 10_000);

  public Needs {
    if (amount.gpu() > 1 && amount.gpu() != Math.rint(amount.gpu())) {
      throw new IllegalArgumentException("more than one GPU must be whole ones: " + amount);
    }
    labels = Map.copyOf(labels);
  }

  /** Amounts alone. */
  public static Needs of(Resources amount) {
    return new Needs(amount, 0, Optional.empty(), Map.of());
  }

  /** As a study's row has them. */
  public static Needs stored(ResultSet row) throws SQLException {
    var labels = row.getString("labels");
    return new Needs(
        new Resources(row.getDouble("cpu"), row.getDouble("gpu")),
        row.getLong("gpu_memory"),
        Optional.ofNullable(row.getString("compute_capability")).flatMap(ComputeCapability::parse),
        labels.equals(NO_LABELS)
            ? Map.of()
            : Labels.stored(dev.tuner.scheduler.json.Json.tree(labels)));
  }

  /** The least compute capability as a text; null for any. */
  @Nullable String leastCapability() {
    return computeCapability.map(ComputeCapability::toString).orElse(null);
  }

  static Needs read(Fields fields) {
    var cpu = fields.number("cpu", AMOUNT, 1);
    var gpu = fields.number("gpu", AMOUNT, 0);
    if (gpu > 1 && gpu != Math.rint(gpu)) {
      fields.problem(
          "gpu",
          "is %s: give a part of one GPU, from 0 to 1, or a whole number of GPUs"
              .formatted(Json.show(gpu)));
      gpu = Math.ceil(gpu);
    }
    var memory = fields.optionalBytes("gpu_memory");
    var capability = fields.optionalText("compute_capability").flatMap(text -> read(text, fields));
    var labels = labels(fields);
    fields.done();
    if (gpu == 0) {
      requireNoGpuAsked(fields);
    }
    return new Needs(new Resources(cpu, gpu), memory.orElse(0L), capability, labels);
  }

  private static void requireNoGpuAsked(Fields fields) {
    for (var name : new String[] {"gpu_memory", "compute_capability"}) {
      if (fields.has(name)) {
        fields.problem(name, "is of a GPU, but gpu is 0: set gpu, too, or leave it out");
      }
    }
  }

  private static Optional<ComputeCapability> read(String text, Fields fields) {
    var capability = ComputeCapability.parse(text);
    if (capability.isEmpty()) {
      fields.problem(
          "compute_capability",
          "must be a text such as \"8.0\", major and minor, but is " + Json.show(text));
    }
    return capability;
  }

  private static Map<String, String> labels(Fields fields) {
    var labels = new LinkedHashMap<String, String>();
    var given = fields.optionalMap("labels").orElse(Map.of());
    var pointer = fields.pointer("labels");
    if (given.size() > Labels.MOST) {
      fields.problem("labels", "are %d, at most %d".formatted(given.size(), Labels.MOST));
    }
    given.forEach(
        (key, value) -> {
          var problem = Labels.problem(key, value);
          problem.ifPresent(
              wrong ->
                  fields
                      .problems()
                      .add(
                          Pointers.child(pointer, key),
                          "%s, but is %s=%s".formatted(wrong, key, Json.show(value))));
          if (problem.isEmpty()) {
            labels.put(key, (String) value);
          }
        });
    return labels;
  }

  Map<String, Object> toJson() {
    var json = new LinkedHashMap<String, Object>();
    json.put("cpu", amount.cpu());
    json.put("gpu", amount.gpu());
    if (gpuMemory > 0) {
      json.put("gpu_memory", ByteSize.exact(gpuMemory));
    }
    computeCapability.ifPresent(least -> json.put("compute_capability", least.toString()));
    if (!labels.isEmpty()) {
      json.put("labels", labels);
    }
    return json;
  }
}
