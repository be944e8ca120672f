package dev.tuner.scheduler.study;

import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Json;
import dev.tuner.search.definition.Range;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How much computing the trials of a study may use in all: each counts the GPUs and CPUs it
 * occupies for as long as it holds a lease.
 *
 * @param gpuHours GPUs times hours
 * @param cpuHours CPU cores times hours
 */
public record RunBudget(Optional<Double> gpuHours, Optional<Double> cpuHours) {

  private static final Range HOURS = Range.closed(1e-6, 1e9);
  private static final double NANOS_PER_HOUR = 3600e9;
  private static final double LONGEST_NANOS = 9e18;

  static RunBudget read(Fields fields) {
    return new RunBudget(
        fields.optionalNumber("gpu_hours", HOURS), fields.optionalNumber("cpu_hours", HOURS));
  }

  /** A budget of what the trials do not use would never end. */
  void check(Resources each, Fields fields) {
    if (gpuHours.isPresent() && each.gpu() == 0) {
      fields.problem(
          "gpu_hours",
          "limits nothing, because trials use no GPU: set resources_per_trial.gpu, or leave it out");
    }
    if (cpuHours.isPresent() && each.cpu() == 0) {
      fields.problem(
          "cpu_hours",
          "limits nothing, because trials use no CPU: set resources_per_trial.cpu, or leave it out");
    }
  }

  /** How long trials that occupy these resources may run, all together. */
  Optional<Duration> runTime(Resources each) {
    return Stream.of(nanos(gpuHours, each.gpu()), nanos(cpuHours, each.cpu()))
        .flatMap(Optional::stream)
        .min(Double::compare)
        .map(nanos -> Duration.ofNanos((long) Math.min(LONGEST_NANOS, nanos)));
  }

  /** Which budget is used up first by trials that occupy these resources, in words. */
  public String words(Resources each) {
    var gpu = nanos(gpuHours, each.gpu()).orElse(Double.POSITIVE_INFINITY);
    var cpu = nanos(cpuHours, each.cpu()).orElse(Double.POSITIVE_INFINITY);
    return gpu <= cpu
        ? Json.show(gpuHours.orElse(0.0)) + " GPU-hours"
        : Json.show(cpuHours.orElse(0.0)) + " CPU-hours";
  }

  private static Optional<Double> nanos(Optional<Double> hours, double each) {
    return hours.map(amount -> amount / each * NANOS_PER_HOUR);
  }

  void writeTo(Map<String, Object> json) {
    gpuHours.ifPresent(hours -> json.put("gpu_hours", hours));
    cpuHours.ifPresent(hours -> json.put("cpu_hours", hours));
  }
}
