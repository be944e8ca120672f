package dev.tuner.runner.agent;

/**
 * A GPU of this machine.
 *
 * @param index what the service and people call it
 * @param id what {@code CUDA_VISIBLE_DEVICES} calls it
 * @param memoryBytes what trials may use of its memory; 0: not known
 * @param computeCapability such as {@code "8.6"}
 */
public record Gpu(int index, String id, String name, long memoryBytes, String computeCapability) {

  /** The same device, of whose memory trials may use at most so much. */
  public Gpu withMemory(long mostBytes) {
    var bytes = memoryBytes == 0 ? mostBytes : Math.min(memoryBytes, mostBytes);
    return new Gpu(index, id, name, bytes, computeCapability);
  }
}
