package dev.tuner.runner.agent;

import dev.tuner.wire.Resources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shares the worker's CPUs and GPUs among the trials it runs. Safe for use by many threads. */
final class Slots {

  // Fractions such as 0.1 do not add up exactly: free amounts are rounded to millionths.
  private static final double GRAINS = 1e6;

  private final double cpus;
  private final Map<String, Double> usedByGpu = new LinkedHashMap<>();
  private double usedCpus;
  private int taken;

  Slots(double cpus, List<String> gpuIds) {
    this.cpus = cpus;
    gpuIds.forEach(id -> usedByGpu.put(id, 0.0));
  }

  /**
   * What one trial occupies until it is closed.
   *
   * @param gpuIds the devices the trial may use; empty when it asked for none
   */
  record Slot(Resources resources, List<String> gpuIds) {}

  /**
   * Takes resources for one trial, on the least used devices. A trial that needs more than is free
   * gets its slot all the same: the service has promised it to this worker already.
   */
  synchronized Slot take(Resources needed) {
    var devices =
        usedByGpu.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
            .limit((long) Math.ceil(needed.gpu()))
            .map(Map.Entry::getKey)
            .toList();
    var slot = new Slot(needed, devices);
    charge(slot, 1);
    return slot;
  }

  synchronized void giveBack(Slot slot) {
    charge(slot, -1);
    notifyAll();
  }

  /** What is unused now. */
  synchronized Resources free() {
    var gpu = usedByGpu.values().stream().mapToDouble(used -> Math.max(0, 1 - used)).sum();
    return new Resources(round(Math.max(0, cpus - usedCpus)), round(gpu));
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
    var gpus = new ArrayList<>(slot.gpuIds());
    gpus.forEach(
        id -> usedByGpu.merge(id, sign * slot.resources().gpu() / gpus.size(), Double::sum));
  }

  private static double round(double amount) {
    return Math.round(amount * GRAINS) / GRAINS;
  }
}
