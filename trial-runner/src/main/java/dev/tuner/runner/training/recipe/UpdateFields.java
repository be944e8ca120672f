package dev.tuner.runner.training.recipe;

import dev.tuner.runner.training.Averaging;
import dev.tuner.runner.training.update.Clipping;
import dev.tuner.runner.training.update.LayerRates;
import dev.tuner.runner.training.update.LearningRate;
import dev.tuner.runner.training.update.LossScaler;
import dev.tuner.runner.training.update.UpdateRule;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/** The fields that say how gradients change parameters. */
final class UpdateFields {

  static final Set<String> NAMES = names();

  private UpdateFields() {}

  private static Set<String> names() {
    var names =
        new TreeSet<>(
            Set.of("gradient_clip_norm", "gradient_clip_value", "ema_decay", "norm_momentum"));
    names.addAll(OptimizerFields.NAMES);
    names.addAll(ScheduleFields.NAMES);
    return names;
  }

  /** A rule whose fields are all checked, for as many parameters as the network will have. */
  @FunctionalInterface
  interface Rule {
    UpdateRule of(int length, LayerRates layerRates);
  }

  /**
   * The rule.
   *
   * @param lastOptimizerStep where a schedule ends
   */
  static Rule rule(Fields fields, LossScaler scaler, long lastOptimizerStep) {
    var optimizer = OptimizerFields.read(fields);
    var clipping = clipping(fields);
    LearningRate rate = ScheduleFields.read(fields, optimizer, lastOptimizerStep);
    return (length, layerRates) ->
        new UpdateRule(
            scaler, clipping, optimizer.decay(), optimizer.make().apply(length), rate, layerRates);
  }

  private static Clipping clipping(Fields fields) {
    double none = Double.POSITIVE_INFINITY;
    return new Clipping(
        fields.number("gradient_clip_norm", none, 1e-6, 1e9),
        fields.number("gradient_clip_value", none, 1e-9, 1e9));
  }

  static Averaging averaging(Fields fields) {
    double momentum = fields.number("norm_momentum", 0.1, 1e-4, 1);
    var decay =
        fields.has("ema_decay")
            ? OptionalDouble.of(fields.number("ema_decay", 0.999, 0.1, 0.99999))
            : OptionalDouble.empty();
    return new Averaging(momentum, decay);
  }
}
