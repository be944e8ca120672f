package dev.tuner.runner.agent;

import dev.tuner.wire.Resources;
import dev.tuner.wire.WorkerSpec;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a worker runs.
 *
 * @param server address of the service, http or https
 * @param name shown to people; not blank
 * @param cpus CPU cores offered to trials; at least 0
 * @param gpus devices offered to trials; may be empty
 * @param labels what studies may ask for
 * @param workDir where the files of running trials are kept; created when missing; empty: a new
 *     temporary folder
 * @param grace how long trials may take to save their state when the worker is told to end
 */
public record WorkerOptions(
    URI server,
    String name,
    double cpus,
    List<Gpu> gpus,
    Map<String, String> labels,
    Optional<Path> workDir,
    Duration grace) {

  public WorkerOptions {
    if (!List.of("http", "https").contains(String.valueOf(server.getScheme()))
        || server.getHost() == null) {
      throw new IllegalArgumentException(
          "--server must be an http or https address such as http://127.0.0.1:8080 but was "
              + server);
    }
    if (name.isBlank()) {
      throw new IllegalArgumentException("--name must not be blank: leave it out for the host's");
    }
    if (!(cpus >= 0 && cpus <= 100_000)) {
      throw new IllegalArgumentException("--cpus must be between 0 and 100000 but was " + cpus);
    }
    if (cpus == 0 && gpus.isEmpty()) {
      throw new IllegalArgumentException("--cpus is 0 and there is no GPU: offer one of the two");
    }
    if (grace.isNegative()) {
      throw new IllegalArgumentException("--grace must not be negative but was " + grace);
    }
    gpus = List.copyOf(gpus);
    labels = Map.copyOf(labels);
  }

  /** What the worker says about itself when it registers. */
  WorkerSpec spec(String incarnation) {
    var devices =
        gpus.stream()
            .map(
                gpu ->
                    new WorkerSpec.Gpu(
                        gpu.index(),
                        gpu.name(),
                        gpu.memoryBytes(),
                        gpu.computeCapability().matches("\\d+\\.\\d+")
                            ? gpu.computeCapability()
                            : null))
            .toList();
    return new WorkerSpec(name, incarnation, new Resources(cpus, gpus.size()), devices, labels);
  }
}
