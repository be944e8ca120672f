package dev.tuner.api.worker;

import dev.tuner.scheduler.InvalidInputException;
import dev.tuner.scheduler.lease.WorkRequest.FreeGpu;
import dev.tuner.scheduler.study.ComputeCapability;
import dev.tuner.scheduler.worker.Gpu;
import dev.tuner.scheduler.worker.GpuShare;
import dev.tuner.scheduler.worker.Worker;
import dev.tuner.wire.AcquireRequest;
import dev.tuner.wire.WorkerSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The devices of workers as JSON, and what workers say of them, checked. */
final class GpuJson {
  private static final int HIGHEST_INDEX = 9999;

  private GpuJson() {}

  /** The devices of a worker that registers; {@code amount}: how many GPUs it offers. */
  static List<Gpu> registered(List<WorkerSpec.Gpu> given, double amount) {
    if (given == null || given.isEmpty()) {
      return List.of();
    }
    if (given.size() != amount) {
      throw invalid(
          "/gpus",
          "lists %d devices, but resources.gpu is %s: list every device, or none"
              .formatted(given.size(), amount));
    }
    var gpus = new ArrayList<Gpu>();
    var indexes = new HashSet<Integer>();
    for (int i = 0; i < given.size(); i++) {
      var gpu = registered(given.get(i), i);
      if (!indexes.add(gpu.index())) {
        throw invalid(
            "/gpus/" + i + "/index", "is %d like that of another device".formatted(gpu.index()));
      }
      gpus.add(gpu);
    }
    return gpus;
  }

  private static Gpu registered(WorkerSpec.Gpu gpu, int place) {
    var pointer = "/gpus/" + place;
    if (gpu == null) {
      throw invalid(pointer, "a GPU needs name, memory_bytes and compute_capability");
    }
    var index = gpu.index() == null ? place : gpu.index();
    if (index < 0 || index > HIGHEST_INDEX) {
      throw invalid(
          pointer + "/index", "must be from 0 to %d but is %d".formatted(HIGHEST_INDEX, index));
    }
    var memory = gpu.memoryBytes() == null ? 0 : gpu.memoryBytes();
    if (memory < 0) {
      throw invalid(
          pointer + "/memory_bytes", "must be at least 0, which means unknown, but is " + memory);
    }
    return new Gpu(
        index,
        gpu.name() == null ? "" : gpu.name(),
        memory,
        capability(gpu.computeCapability(), pointer + "/compute_capability"));
  }

  private static Optional<ComputeCapability> capability(String text, String pointer) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    var capability = ComputeCapability.parse(text);
    if (capability.isEmpty()) {
      throw invalid(pointer, "must be like \"8.6\", or left out when unknown, but is " + text);
    }
    return capability;
  }

  /** What is free of each device, by its index. */
  static Map<Integer, FreeGpu> free(List<AcquireRequest.FreeGpu> given, Worker worker) {
    if (given == null || given.isEmpty()) {
      return Map.of();
    }
    var known =
        worker.offer().gpus().stream()
            .map(GpuShare::gpu)
            .map(Gpu::index)
            .collect(Collectors.toSet());
    var free = new HashMap<Integer, FreeGpu>();
    for (int i = 0; i < given.size(); i++) {
      var gpu = given.get(i);
      if (gpu == null || !known.contains(gpu.index())) {
        throw new InvalidInputException(
            "invalid-acquire",
            "/free_gpus/" + i,
            "is no device of worker %s, which has %s".formatted(worker.name(), known));
      }
      if (!(gpu.gpu() >= 0 && gpu.gpu() <= 1) || gpu.memoryBytes() < 0) {
        throw new InvalidInputException(
            "invalid-acquire",
            "/free_gpus/" + i,
            "gpu must be from 0 to 1 and memory_bytes at least 0, but it is " + gpu);
      }
      free.put(gpu.index(), new FreeGpu(gpu.gpu(), gpu.memoryBytes()));
    }
    return free;
  }

  static List<WorkerSpec.Gpu> wire(List<Gpu> gpus) {
    return gpus.stream()
        .map(
            gpu ->
                new WorkerSpec.Gpu(
                    gpu.index(),
                    gpu.name(),
                    gpu.memoryBytes(),
                    gpu.computeCapability().map(ComputeCapability::toString).orElse(null)))
        .toList();
  }

  private static InvalidInputException invalid(String pointer, String detail) {
    return new InvalidInputException("invalid-worker", pointer, detail);
  }
}
