package dev.tuner.benchmarks.controlplane;

import java.time.Duration;
import java.util.stream.Stream;

/** Processor time that was used by the service, by its PostgreSQL, and by the load on them. */
record Processors(Duration service, Duration postgres, Duration load) {
  static final Processors NONE = new Processors(Duration.ZERO, Duration.ZERO, Duration.ZERO);

  /** Until now. */
  static Processors until(ProcessHandle service, ProcessHandle postgres) {
    return new Processors(
        time(Stream.of(service)),
        time(Stream.concat(Stream.of(postgres), postgres.descendants())),
        time(Stream.of(ProcessHandle.current())));
  }

  private static Duration time(Stream<ProcessHandle> processes) {
    return processes
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  Processors minus(Processors before) {
    return new Processors(
        service.minus(before.service), postgres.minus(before.postgres), load.minus(before.load));
  }

  /** Microseconds for each of so many. */
  String each(long count) {
    return "service %.0f, PostgreSQL %.0f, load %.0f us of processor time each"
        .formatted(micros(service, count), micros(postgres, count), micros(load, count));
  }

  private static double micros(Duration time, long count) {
    return time.toNanos() / 1e3 / Math.max(1, count);
  }
}
