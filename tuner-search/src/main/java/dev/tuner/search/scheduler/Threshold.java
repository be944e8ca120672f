package dev.tuner.search.scheduler;

import dev.tuner.search.Mode;
import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Range;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Stops a trial that reports a metric below a lower or above an upper bound, from a step on; others
 * do not matter. A value on a bound goes on. What is recorded at each step is the loss.
 *
 * @see <a
 *     href="https://optuna.readthedocs.io/en/stable/reference/generated/optuna.pruners.ThresholdPruner.html">Optuna's
 *     ThresholdPruner</a>
 */
final class Threshold extends EveryStep {
  static final String TYPE = "threshold";

  private final Optional<Double> lower;
  private final Optional<Double> upper;
  private final long grace;
  private final Mode mode;

  private Threshold(
      Optional<Double> lower, Optional<Double> upper, long grace, OptionalLong maxStep, Mode mode) {
    super(maxStep);
    this.lower = lower;
    this.upper = upper;
    this.grace = grace;
    this.mode = mode;
  }

  /** Reads everything but the type. */
  static TrialScheduler read(Fields fields, Setting setting) {
    Optional<Double> lower = fields.optionalNumber("lower", Range.any());
    Optional<Double> upper = fields.optionalNumber("upper", Range.any());
    if (!fields.has("lower") && !fields.has("upper")) {
      fields.problem("lower", "is missing, and so is upper: give at least one bound of the metric");
    }
    if (lower.isPresent() && upper.isPresent() && lower.get() >= upper.get()) {
      fields.problem(
          "lower",
          "is %s, not below upper = %s: no value is left".formatted(lower.get(), upper.get()));
    }
    return new Threshold(
        lower,
        upper,
        fields.integer("grace_period", 1, Ladder.LONGEST, 1),
        fields.optionalInteger("max_t", 1, Ladder.LONGEST),
        setting.mode());
  }

  @Override
  double figure(Progress progress, Rungs rungs) {
    return progress.loss();
  }

  @Override
  Decision decide(Progress progress, double loss, Rungs rungs) {
    if (progress.step() < grace) {
      return Decision.goOn("compared with the bounds from step %d on".formatted(grace));
    }
    double value = mode.value(loss);
    if (lower.isPresent() && value < lower.get()) {
      return Decision.stop("%.6g is below the lower bound %s".formatted(value, lower.get()));
    }
    if (upper.isPresent() && value > upper.get()) {
      return Decision.stop("%.6g is above the upper bound %s".formatted(value, upper.get()));
    }
    return Decision.goOn("%.6g is within the bounds".formatted(value));
  }

  @Override
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", TYPE);
    lower.ifPresent(bound -> json.put("lower", bound));
    upper.ifPresent(bound -> json.put("upper", bound));
    json.put("grace_period", grace);
    maxStep().ifPresent(step -> json.put("max_t", step));
    return json;
  }
}
