package dev.tuner.runner.agent;

/**
 * A GPU of this machine.
 *
 * @param id what {@code CUDA_VISIBLE_DEVICES} calls it
 * @param memoryBytes total memory of the device
 * @param computeCapability such as {@code "8.6"}
 */
public record Gpu(String id, String name, long memoryBytes, String computeCapability) {}
