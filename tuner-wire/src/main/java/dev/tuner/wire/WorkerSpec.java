package dev.tuner.wire;

import java.util.List;
import java.util.Map;

/**
 * A worker that registers.
 *
 * @param name shown to people; a worker that registers again under its name and incarnation keeps
 *     its id
 * @param incarnation a random text chosen when the worker's process starts
 * @param resources everything the worker offers
 * @param gpus the devices behind {@code resources.gpu}; may be empty
 * @param labels free text to free text
 */
public record WorkerSpec(
    String name,
    String incarnation,
    Resources resources,
    List<Gpu> gpus,
    Map<String, String> labels) {

  /**
   * @param memoryBytes total memory of the device
   * @param computeCapability such as {@code "8.6"}
   */
  public record Gpu(String name, long memoryBytes, String computeCapability) {}
}
