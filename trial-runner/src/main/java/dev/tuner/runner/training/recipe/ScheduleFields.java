package dev.tuner.runner.training.recipe;

import dev.tuner.runner.training.update.LearningRate;
import dev.tuner.runner.training.update.OneCycle;
import dev.tuner.runner.training.update.Plateau;
import dev.tuner.runner.training.update.Schedules;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/** The learning-rate schedule and the fields that belong to it. */
final class ScheduleFields {

  private static final double USUAL_BASE = 0.85;

  private static final Set<String> INNER =
      Set.of(
          "warmup_steps",
          "min_lr",
          "step_size",
          "gamma",
          "restart_period",
          "restart_factor",
          "plateau_factor",
          "plateau_patience",
          "rise_share",
          "start_divisor",
          "end_divisor",
          "cycle_momentum",
          "base_momentum",
          "power");

  private static final Set<String> SCHEDULES =
      new TreeSet<>(
          Set.of(
              "constant",
              "step",
              "cosine",
              "cosine_restarts",
              "plateau",
              "one_cycle",
              "polynomial"));

  static final Set<String> NAMES = names();

  private ScheduleFields() {}

  private static Set<String> names() {
    var names = new TreeSet<>(INNER);
    names.add("lr_schedule");
    return names;
  }

  /**
   * The schedule.
   *
   * @param optimizer whose rate it begins with or rises to
   * @param lastOptimizerStep where it ends
   */
  static LearningRate read(
      Fields fields, OptimizerFields.Choice optimizer, long lastOptimizerStep) {
    var name = fields.choice("lr_schedule", "constant", SCHEDULES);
    var section = fields.section("lr_schedule", INNER);
    long warmup = section.whole("warmup_steps", 0, 0, Integer.MAX_VALUE);
    if (warmup >= lastOptimizerStep) {
      throw section.invalid(
          "warmup_steps",
          "must be below the %d optimizer steps of the trial".formatted(lastOptimizerStep));
    }
    return after(name, section, optimizer, lastOptimizerStep - warmup).after(warmup);
  }

  private static LearningRate after(
      String name, Fields fields, OptimizerFields.Choice optimizer, long steps) {
    double lr = optimizer.lr();
    double end = fields.number("min_lr", 0, 0, lr);
    return switch (name) {
      case "step" -> {
        long usual = Math.max(1, steps / 3);
        long size = fields.whole("step_size", (int) Math.min(usual, 1 << 30), 1, 1 << 30);
        yield Schedules.step(lr, size, fields.number("gamma", 0.1, 1e-6, 1));
      }
      case "cosine" -> Schedules.cosine(lr, end, steps);
      case "cosine_restarts" -> {
        int usual = (int) Math.min(Math.max(1, steps / 4), 1 << 30);
        int period = fields.whole("restart_period", usual, 1, 1 << 30);
        int factor = fields.whole("restart_factor", 1, 1, 10);
        yield Schedules.cosineRestarts(lr, end, period, factor);
      }
      case "plateau" -> {
        double factor = fields.number("plateau_factor", 0.1, 1e-6, 0.999);
        yield new Plateau(lr, end, factor, fields.whole("plateau_patience", 3, 0, 10_000));
      }
      case "one_cycle" -> oneCycle(fields, optimizer, steps);
      case "polynomial" -> Schedules.polynomial(lr, end, steps, fields.number("power", 1, 0.1, 10));
      default -> Schedules.constant(lr);
    };
  }

  private static LearningRate oneCycle(
      Fields fields, OptimizerFields.Choice optimizer, long steps) {
    double rising = fields.number("rise_share", 0.3, 0.01, 0.99);
    double divide = fields.number("start_divisor", 25, 1, 1e6);
    double last = fields.number("end_divisor", 1e4, 1, 1e9);
    var rate = OneCycle.Rate.around(optimizer.lr(), divide, last);
    return new OneCycle(rate, steps, rising, swing(fields, optimizer.momentum()));
  }

  /** The momentum swings from the optimizer's own down to the base and back. */
  private static Optional<OneCycle.Swing> swing(Fields fields, OptionalDouble momentum) {
    boolean wanted = fields.flag("cycle_momentum", true);
    if (momentum.isEmpty()) {
      if (wanted && fields.has("cycle_momentum")) {
        throw fields.invalid(
            "cycle_momentum", "needs an optimizer with a momentum or beta1 above 0");
      }
      return Optional.empty();
    }
    double high = momentum.getAsDouble();
    double low = fields.number("base_momentum", Math.min(USUAL_BASE, high), 0, high);
    return wanted ? Optional.of(new OneCycle.Swing(high, low)) : Optional.empty();
  }
}
