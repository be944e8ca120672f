package dev.tuner.runner.training.recipe;

import dev.tuner.runner.training.update.AdaGrad;
import dev.tuner.runner.training.update.Adam;
import dev.tuner.runner.training.update.Lamb;
import dev.tuner.runner.training.update.Lion;
import dev.tuner.runner.training.update.Optimizer;
import dev.tuner.runner.training.update.RmsProp;
import dev.tuner.runner.training.update.Sgd;
import dev.tuner.runner.training.update.WeightDecay;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;

/** The optimizer and the fields that belong to it. */
final class OptimizerFields {

  private static final Set<String> INNER =
      Set.of(
          "lr",
          "momentum",
          "nesterov",
          "beta1",
          "beta2",
          "epsilon",
          "rho",
          "weight_decay",
          "decoupled_weight_decay");

  private static final Set<String> OPTIMIZERS =
      new TreeSet<>(Set.of("sgd", "adam", "adamw", "rmsprop", "adagrad", "lion", "lamb"));

  static final Set<String> NAMES = names();

  private OptimizerFields() {}

  private static Set<String> names() {
    var names = new TreeSet<>(INNER);
    names.add("optimizer");
    return names;
  }

  /**
   * A checked choice.
   *
   * @param lr the learning rate that schedules begin with or rise to
   * @param momentum its {@code momentum} or {@code beta1}, which a schedule may change; empty
   *     without one
   * @param make makes the optimizer for a number of parameters
   */
  record Choice(
      double lr, WeightDecay decay, OptionalDouble momentum, IntFunction<Optimizer> make) {}

  static Choice read(Fields fields) {
    var name = fields.choice("optimizer", "adam", OPTIMIZERS);
    var section = fields.section("optimizer", INNER);
    double lr = section.number("lr", usualRate(name), 1e-12, 1000);
    double rate = section.number("weight_decay", name.equals("adamw") ? 0.01 : 0, 0, 100);
    boolean usuallyDecoupled = name.equals("adamw") || name.equals("lion");
    boolean decoupled = section.flag("decoupled_weight_decay", usuallyDecoupled);
    if (name.equals("lamb")) { // its decay is part of its step
      return new Choice(lr, WeightDecay.NONE, momentum(name, section), lamb(section, rate));
    }
    var decay = new WeightDecay(rate, decoupled);
    return new Choice(lr, decay, momentum(name, section), make(name, section));
  }

  private static OptionalDouble momentum(String name, Fields fields) {
    double found =
        switch (name) {
          case "sgd" -> fields.number("momentum", 0.9, 0, 0.9999);
          case "rmsprop" -> fields.number("momentum", 0, 0, 0.9999);
          case "adagrad" -> 0;
          default -> fields.number("beta1", 0.9, 0, 0.9999);
        };
    return found > 0 ? OptionalDouble.of(found) : OptionalDouble.empty();
  }

  private static double usualRate(String name) {
    return switch (name) {
      case "sgd" -> 0.05;
      case "adagrad" -> 0.01;
      case "lion" -> 1e-4;
      case "lamb" -> 0.01;
      default -> 1e-3;
    };
  }

  private static IntFunction<Optimizer> make(String name, Fields fields) {
    double epsilon = fields.number("epsilon", name.equals("adagrad") ? 1e-10 : 1e-8, 1e-16, 1);
    return switch (name) {
      case "sgd" -> sgd(fields);
      case "rmsprop" -> {
        double rho = fields.number("rho", 0.99, 0, 0.999999);
        double momentum = fields.number("momentum", 0, 0, 0.9999);
        yield length -> new RmsProp(length, rho, momentum, epsilon);
      }
      case "adagrad" -> length -> new AdaGrad(length, epsilon);
      case "lion" -> {
        double beta1 = fields.number("beta1", 0.9, 0, 0.9999);
        double beta2 = fields.number("beta2", 0.99, 0, 0.999999);
        yield length -> new Lion(length, beta1, beta2);
      }
      default -> {
        double beta1 = fields.number("beta1", 0.9, 0, 0.9999);
        double beta2 = fields.number("beta2", 0.999, 0, 0.999999);
        yield length -> new Adam(length, beta1, beta2, epsilon);
      }
    };
  }

  private static IntFunction<Optimizer> sgd(Fields fields) {
    double momentum = fields.number("momentum", 0.9, 0, 0.9999);
    boolean nesterov = fields.flag("nesterov", false);
    if (nesterov && momentum == 0) {
      throw fields.invalid("nesterov", "needs a momentum above 0");
    }
    return length -> new Sgd(length, momentum, nesterov);
  }

  private static IntFunction<Optimizer> lamb(Fields fields, double decay) {
    double beta1 = fields.number("beta1", 0.9, 0, 0.9999);
    double beta2 = fields.number("beta2", 0.999, 0, 0.999999);
    double epsilon = fields.number("epsilon", 1e-6, 1e-16, 1);
    return length -> new Lamb(length, beta1, beta2, epsilon, decay);
  }
}
