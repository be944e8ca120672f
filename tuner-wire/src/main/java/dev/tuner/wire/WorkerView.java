package dev.tuner.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A registered worker.
 *
 * @param gpus its devices, as far as it told of them
 * @param leaseSeconds how long a lease of this worker lives without a heartbeat
 * @param alive whether it was heard of within that time
 * @param trials how many trials it runs now
 */
public record WorkerView(
    String id,
    String name,
    Resources resources,
    List<WorkerSpec.Gpu> gpus,
    Map<String, String> labels,
    double leaseSeconds,
    boolean alive,
    int trials,
    Instant registeredAt,
    Instant seenAt) {}
