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
 * @param gpus the devices behind {@code resources.gpu}, all of them; or none: nothing is known of
 *     them
 * @param labels what trials may ask for by {@code resources_per_trial.labels}
 */
public record WorkerSpec(
    String name,
    String incarnation,
    Resources resources,
    List<Gpu> gpus,
    Map<String, String> labels) {

  /**
   * @param index the worker's own number for the device; default: its place in the list, from 0
   * @param memoryBytes total memory of the device; left out or 0: not known
   * @param computeCapability such as {@code "8.6"}; left out: not known
   */
  public record Gpu(Integer index, String name, Long memoryBytes, String computeCapability) {}
}
