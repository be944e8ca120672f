package dev.tuner.scheduler.worker;

import dev.tuner.scheduler.study.ComputeCapability;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A device of a worker.
 *
 * @param index the worker's own number for it, at least 0
 * @param name such as {@code "NVIDIA H100"}; may be empty
 * @param memoryBytes 0: not known
 * @param computeCapability empty: not known
 */
public record Gpu(
    int index, String name, long memoryBytes, Optional<ComputeCapability> computeCapability) {

  /** A device of which nothing is known. */
  static Gpu nameless(int index) {
    return new Gpu(index, "", 0, Optional.empty());
  }

  Map<String, Object> toJson() {
    var json = new LinkedHashMap<String, Object>();
    json.put("index", index);
    json.put("name", name);
    json.put("memory_bytes", memoryBytes);
    computeCapability.ifPresent(level -> json.put("compute_capability", level.toString()));
    return json;
  }

  /**
   * @param index of those that were stored without one
   */
  static Gpu stored(Map<String, Object> json, int index) {
    return new Gpu(
        ((Number) json.getOrDefault("index", index)).intValue(),
        String.valueOf(json.getOrDefault("name", "")),
        ((Number) json.getOrDefault("memory_bytes", 0L)).longValue(),
        Optional.ofNullable(json.get("compute_capability"))
            .flatMap(text -> ComputeCapability.parse(String.valueOf(text))));
  }
}
