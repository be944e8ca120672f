package dev.tuner.scheduler.worker;

import dev.tuner.scheduler.study.Needs;

/**
 * How much of a device there is for trials.
 *
 * @param free from 0 to 1
 * @param freeMemory bytes; without meaning where the device's memory is not known
 */
public record GpuShare(Gpu gpu, double free, long freeMemory) {
  static GpuShare all(Gpu gpu, double free) {
    return new GpuShare(gpu, free, gpu.memoryBytes());
  }

  /** Whether no trial has a part of it. */
  public boolean isWhole() {
    return free >= 1 - Offer.ROUNDING;
  }

  /** Whether this part of it can be given to a trial with these needs. */
  boolean has(double part, Needs needs) {
    return free >= part - Offer.ROUNDING
        && freeMemory >= memoryOf(part, needs)
        && (needs.gpuMemory() == 0 || gpu.memoryBytes() > 0)
        && (needs.computeCapability().isEmpty()
            || gpu.computeCapability()
                .filter(level -> level.compareTo(needs.computeCapability().get()) >= 0)
                .isPresent());
  }

  /** What such a part holds of its memory. */
  long memoryOf(double part, Needs needs) {
    return needs.gpuMemory() > 0 ? needs.gpuMemory() : (long) (part * gpu.memoryBytes());
  }

  GpuShare minus(double part, long memory) {
    return new GpuShare(
        gpu, Offer.round(Math.max(0, free - part)), Math.max(0, freeMemory - memory));
  }

  GpuShare plus(double part, long memory) {
    return new GpuShare(
        gpu,
        Offer.round(Math.min(1, free + part)),
        Math.min(gpu.memoryBytes(), freeMemory + memory));
  }
}
