package dev.tuner.benchmarks.quality;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a surrogate is trained step by step.
 *
 * @param instance the parameter that names the task
 * @param fidelity the parameter that grows with the steps, up to {@code full}
 * @param fixed parameters that nobody tunes
 * @param metric an output that is to be maximised
 * @param clock the output that says how long a training to this fidelity takes
 */
record Scenario(
    String file,
    String instance,
    String fidelity,
    int steps,
    double full,
    Map<String, Object> fixed,
    String metric,
    String clock) {

  private static final List<Scenario> KNOWN =
      List.of(
          new Scenario(
              "surrogate_lcbench",
              "OpenML_task_id",
              "epoch",
              52,
              52,
              Map.of(),
              "val_accuracy",
              "time"),
          new Scenario(
              "surrogate_rbv2_xgboost",
              "task_id",
              "trainsize",
              27,
              1,
              Map.of("repl", 10L),
              "auc",
              "timetrain"));

  static Optional<Scenario> of(String file) {
    return KNOWN.stream().filter(each -> each.file().equals(file)).findFirst();
  }

  /** Whether a trial chooses the parameter. */
  boolean isTuned(String parameter) {
    return !Arrays.asList(instance, fidelity).contains(parameter) && !fixed.containsKey(parameter);
  }

  double fidelity(int step) {
    return full * step / steps;
  }
}
