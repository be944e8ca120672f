package dev.tuner.runner.training.recipe;

import dev.tuner.runner.training.Adam;
import dev.tuner.runner.training.LearningRate;
import dev.tuner.runner.training.LossScaler;
import dev.tuner.runner.training.Optimizer;
import dev.tuner.runner.training.Precision;
import dev.tuner.runner.training.Sgd;
import dev.tuner.runner.training.UpdateRule;
import dev.tuner.runner.training.WeightDecay;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** The fields that say how gradients change parameters. */
final class UpdateFields {

  private static final Set<String> OPTIMIZER =
      Set.of("lr", "momentum", "beta1", "beta2", "weight_decay");
  private static final Set<String> SCHEDULE = Set.of("warmup_steps");

  static final Set<String> NAMES = names();

  private UpdateFields() {}

  private static Set<String> names() {
    var names =
        new TreeSet<>(Set.of("precision", "optimizer", "lr_schedule", "gradient_clip_norm"));
    names.addAll(OPTIMIZER);
    names.addAll(SCHEDULE);
    return names;
  }

  static Precision precision(Fields fields) {
    var words = Arrays.stream(Precision.values()).map(Precision::word).collect(Collectors.toSet());
    var word = fields.choice("precision", "fp32", new TreeSet<>(words));
    return Arrays.stream(Precision.values())
        .filter(precision -> precision.word().equals(word))
        .findFirst()
        .orElseThrow();
  }

  /**
   * The rule, once the number of parameters is known; all fields are checked before.
   *
   * @param lastOptimizerStep where a schedule ends
   */
  static IntFunction<UpdateRule> rule(Fields fields, LossScaler scaler, long lastOptimizerStep) {
    var name = fields.choice("optimizer", "adam", new TreeSet<>(Set.of("sgd", "adam", "adamw")));
    var section = fields.section("optimizer", OPTIMIZER);
    double lr = section.number("lr", name.equals("sgd") ? 0.05 : 1e-3, 1e-12, 1000);
    double rate = section.number("weight_decay", name.equals("adamw") ? 0.01 : 0, 0, 100);
    double clip = fields.number("gradient_clip_norm", Double.POSITIVE_INFINITY, 1e-6, 1e9);
    var decay = new WeightDecay(rate, name.equals("adamw"));
    var optimizer = optimizer(name, section);
    var schedule = schedule(fields, lr, lastOptimizerStep);
    return length -> new UpdateRule(scaler, clip, decay, optimizer.apply(length), schedule);
  }

  private static IntFunction<Optimizer> optimizer(String name, Fields fields) {
    if (name.equals("sgd")) {
      double momentum = fields.number("momentum", 0.9, 0, 0.9999);
      return length -> new Sgd(length, momentum);
    }
    double beta1 = fields.number("beta1", 0.9, 0, 0.9999);
    double beta2 = fields.number("beta2", 0.999, 0, 0.999999);
    return length -> new Adam(length, beta1, beta2);
  }

  private static LearningRate schedule(Fields fields, double lr, long lastOptimizerStep) {
    var name =
        fields.choice("lr_schedule", "constant", new TreeSet<>(Set.of("constant", "cosine")));
    long warmup =
        fields.section("lr_schedule", SCHEDULE).whole("warmup_steps", 0, 0, Integer.MAX_VALUE);
    if (warmup >= lastOptimizerStep) {
      throw fields
          .section("lr_schedule", SCHEDULE)
          .invalid(
              "warmup_steps",
              "must be below the %d optimizer steps of the trial".formatted(lastOptimizerStep));
    }
    var after =
        name.equals("cosine")
            ? LearningRate.cosine(lr, lastOptimizerStep - warmup)
            : LearningRate.constant(lr);
    return after.after(warmup);
  }
}
