package dev.tuner.runner.agent;

import dev.tuner.wire.AcquireRequest.FreeGpu;
import dev.tuner.wire.Assignment;
import dev.tuner.wire.Resources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the trials that run here use of the worker's CPUs and GPUs. Which devices a trial gets is
 * the service's choice. Safe for use by many threads.
 */
final class Slots {

  // Fractions such as 0.1 do not add up exactly: free amounts are rounded to millionths.
  private static final double GRAINS = 1e6;

  private final double cpus;
  private final Map<Integer, Device> devices = new LinkedHashMap<>();
  private double usedCpus;
  private int taken;

  Slots(double cpus, List<Gpu> gpus) {
    this.cpus = cpus;
    gpus.forEach(gpu -> devices.put(gpu.index(), new Device(gpu)));
  }

  /**
   * What one trial occupies until it is given back.
   *
   * @param gpus the devices the trial may use; empty when it asked for none
   * @param gpuMemoryBytes on each of them
   */
  record Slot(Resources resources, List<Gpu> gpus, long gpuMemoryBytes) {
    /** What {@code CUDA_VISIBLE_DEVICES} calls the devices. */
    List<String> gpuIds() {
      return gpus.stream().map(Gpu::id).toList();
    }
  }

  private static final class Device {
    private final Gpu gpu;
    private double used;
    private long usedBytes;

    Device(Gpu gpu) {
      this.gpu = gpu;
    }

    FreeGpu free() {
      return new FreeGpu(
          gpu.index(), round(Math.max(0, 1 - used)), Math.max(0, gpu.memoryBytes() - usedBytes));
    }
  }

  /**
   * Takes what a trial was given. A trial that needs more than is free gets its slot all the same:
   * the service has promised it to this worker already.
   */
  synchronized Slot take(Assignment assignment) {
    var gpus =
        assignment.gpus().stream()
            .map(devices::get)
            .filter(Objects::nonNull)
            .map(device -> device.gpu)
            .toList();
    var slot = new Slot(assignment.resources(), gpus, assignment.gpuMemoryBytes());
    charge(slot, 1);
    return slot;
  }

  synchronized void giveBack(Slot slot) {
    charge(slot, -1);
    notifyAll();
  }

  /** What is unused now. */
  synchronized Resources free() {
    var gpu = freeGpus().stream().mapToDouble(FreeGpu::gpu).sum();
    return new Resources(round(Math.max(0, cpus - usedCpus)), round(gpu));
  }

  /** What is unused now of each device. */
  synchronized List<FreeGpu> freeGpus() {
    return devices.values().stream().map(Device::free).toList();
  }

  /** Whether no trial occupies anything. */
  synchronized boolean idle() {
    return taken == 0;
  }

  /** Waits until something is free. */
  synchronized void awaitFree() throws InterruptedException {
    while (!idle() && free().cpu() <= 0 && free().gpu() <= 0) {
      wait();
    }
  }

  private void charge(Slot slot, int sign) {
    taken += sign;
    usedCpus += sign * slot.resources().cpu();
    for (var gpu : slot.gpus()) {
      var device = devices.get(gpu.index());
      device.used += sign * slot.resources().gpu() / slot.gpus().size();
      device.usedBytes += sign * slot.gpuMemoryBytes();
    }
  }

  private static double round(double amount) {
    return Math.round(amount * GRAINS) / GRAINS;
  }
}
