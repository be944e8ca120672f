package dev.tuner.api.worker;

import dev.tuner.scheduler.InvalidInputException;
import dev.tuner.scheduler.study.Labels;
import dev.tuner.scheduler.study.Resources;
import dev.tuner.scheduler.view.WorkerList.WorkerRow;
import dev.tuner.scheduler.worker.Registration;
import dev.tuner.scheduler.worker.Worker;
import dev.tuner.search.definition.Pointers;
import dev.tuner.wire.AcquireRequest;
import dev.tuner.wire.WorkerSpec;
import dev.tuner.wire.WorkerView;
import java.time.Duration;
import java.util.Map;

/** Workers as JSON, and what they send, checked. */
final class WorkerJson {

  private static final int LONGEST_NAME = 200;
  private static final int MOST_TRIALS = 1000;
  private static final int MOST_CPUS = 1_000_000;
  private static final int MOST_GPUS = 1024;
  private static final double LONGEST_WAIT_SECONDS = 60;

  private WorkerJson() {}

  static Registration registration(WorkerSpec spec) {
    var resources = resources(spec.resources(), "/resources");
    return new Registration(
        text(spec.name(), "/name"),
        text(spec.incarnation(), "/incarnation"),
        resources,
        GpuJson.registered(spec.gpus(), resources.gpu()),
        labels(spec.labels()));
  }

  static WorkerView of(Worker worker, Duration ttl) {
    return new WorkerView(
        worker.id().toString(),
        worker.name(),
        wire(worker.resources()),
        GpuJson.wire(worker.gpus()),
        worker.labels(),
        seconds(ttl),
        true,
        0,
        worker.registeredAt(),
        null);
  }

  static WorkerView of(WorkerRow row, Duration ttl) {
    return new WorkerView(
        row.id().toString(),
        row.name(),
        wire(row.resources()),
        GpuJson.wire(row.gpus()),
        row.labels(),
        seconds(ttl),
        row.alive(),
        row.trials(),
        row.registeredAt(),
        row.seenAt());
  }

  static void requireValid(AcquireRequest request) {
    if (request.maxTrials() < 1 || request.maxTrials() > MOST_TRIALS) {
      throw new InvalidInputException(
          "invalid-acquire",
          "/max_trials",
          "max_trials must be from 1 to %d but is %d".formatted(MOST_TRIALS, request.maxTrials()));
    }
    if (!(request.waitSeconds() >= 0 && request.waitSeconds() <= LONGEST_WAIT_SECONDS)) {
      throw new InvalidInputException(
          "invalid-acquire",
          "/wait_seconds",
          "wait_seconds must be from 0 to %s but is %s"
              .formatted(LONGEST_WAIT_SECONDS, request.waitSeconds()));
    }
  }

  static Duration wait(AcquireRequest request) {
    return Duration.ofMillis(Math.round(request.waitSeconds() * 1000));
  }

  static Resources resources(dev.tuner.wire.Resources amount, String pointer) {
    if (amount == null
        || !isAmount(amount.cpu(), MOST_CPUS)
        || !isAmount(amount.gpu(), MOST_GPUS)) {
      throw new InvalidInputException(
          "invalid-resources",
          pointer,
          "give cpu from 0 to %d and gpu from 0 to %d, but it is %s"
              .formatted(MOST_CPUS, MOST_GPUS, amount));
    }
    return new Resources(amount.cpu(), amount.gpu());
  }

  static dev.tuner.wire.Resources wire(Resources resources) {
    return new dev.tuner.wire.Resources(resources.cpu(), resources.gpu());
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static boolean isAmount(double amount, int most) {
    return amount >= 0 && amount <= most;
  }

  private static String text(String value, String pointer) {
    if (value == null || value.isBlank() || value.length() > LONGEST_NAME) {
      throw new InvalidInputException(
          "invalid-worker", pointer, "needs a text of 1 to %d characters".formatted(LONGEST_NAME));
    }
    return value;
  }

  private static Map<String, String> labels(Map<String, String> given) {
    var labels = given == null ? Map.<String, String>of() : given;
    if (labels.size() > Labels.MOST) {
      throw new InvalidInputException(
          "invalid-worker",
          "/labels",
          "are %d labels, at most %d".formatted(labels.size(), Labels.MOST));
    }
    labels.forEach(
        (key, value) ->
            Labels.problem(key, value)
                .ifPresent(
                    wrong -> {
                      throw new InvalidInputException(
                          "invalid-worker",
                          Pointers.child("/labels", key),
                          "%s, but is %s=%s".formatted(wrong, key, value));
                    }));
    return labels;
  }
}
