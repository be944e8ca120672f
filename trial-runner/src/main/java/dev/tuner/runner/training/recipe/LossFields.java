package dev.tuner.runner.training.recipe;

import dev.tuner.runner.training.loss.ClassWeighted;
import dev.tuner.runner.training.loss.CrossEntropy;
import dev.tuner.runner.training.loss.Focal;
import dev.tuner.runner.training.loss.Loss;
import dev.tuner.runner.training.loss.Ranking;
import dev.tuner.runner.training.loss.Regression;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The loss and the fields that belong to it. */
final class LossFields {

  private static final Set<String> CLASSIFICATION_INNER =
      Set.of("label_smoothing", "focal_gamma", "focal_alpha", "class_weights");

  static final Set<String> CLASSIFICATION =
      Set.of("loss", "label_smoothing", "focal_gamma", "focal_alpha", "class_weights");

  static final Set<String> REGRESSION = Set.of("loss", "huber_delta");

  static final Set<String> RANKING = Set.of("loss");

  private LossFields() {}

  /**
   * The loss of a classifier.
   *
   * @param counts how many training examples each class has
   */
  static Loss classification(Fields fields, int[] counts) {
    var names = new TreeSet<>(Set.of("cross_entropy", "focal"));
    var name = fields.choice("loss", "cross_entropy", names);
    var section = fields.section("loss", CLASSIFICATION_INNER);
    double smoothing = section.number("label_smoothing", 0, 0, 0.9);
    double gamma = section.number("focal_gamma", 2, 0, 10);
    if (name.equals("focal") && smoothing > 0) {
      throw section.invalid("label_smoothing", "goes with cross_entropy only, not with focal");
    }
    if (!name.equals("focal")) {
      return weighted(section, new CrossEntropy(smoothing), counts);
    }
    return section.has("focal_alpha")
        ? new ClassWeighted(new Focal(gamma), shares(section, counts.length))
        : weighted(section, new Focal(gamma), counts);
  }

  /** Alpha for the second class, which is usually the rare one, and the rest for the first. */
  private static List<Double> shares(Fields fields, int classes) {
    double alpha = fields.number("focal_alpha", 0.25, 0, 1);
    if (classes != 2) {
      throw fields.invalid(
          "focal_alpha",
          "is for two classes, but there are %d; use class_weights".formatted(classes));
    }
    if (fields.has("class_weights")) {
      throw fields.invalid("focal_alpha", "says what class_weights says; give one of them");
    }
    return List.of(1 - alpha, alpha);
  }

  private static Loss weighted(Fields fields, Loss loss, int[] counts) {
    if (!fields.has("class_weights")) {
      return loss;
    }
    if (fields.isText("class_weights")) {
      var word = fields.choice("class_weights", "none", new TreeSet<>(Set.of("none", "balanced")));
      return word.equals("none") ? loss : new ClassWeighted(loss, balanced(counts));
    }
    var weights = fields.numbers("class_weights", 0, 1e6);
    if (weights.size() != counts.length) {
      throw fields.invalid(
          "class_weights",
          "must hold one weight for each of the %d classes".formatted(counts.length));
    }
    return new ClassWeighted(loss, weights);
  }

  /** Each class counts as much as every other, and the mean weight of an example is 1. */
  private static List<Double> balanced(int[] counts) {
    long examples = 0;
    int present = 0;
    for (int count : counts) {
      examples += count;
      present += count > 0 ? 1 : 0;
    }
    List<Double> weights = new ArrayList<>();
    for (int count : counts) {
      weights.add(count == 0 ? 0 : (double) examples / ((long) present * count));
    }
    return weights;
  }

  /** The loss of a regressor. */
  static Loss regression(Fields fields) {
    var name = fields.choice("loss", "mse", new TreeSet<>(Set.of("mse", "mae", "huber")));
    double delta =
        fields.section("loss", Set.of("huber_delta")).number("huber_delta", 1, 1e-9, 1e9);
    return switch (name) {
      case "mae" -> new Regression.Absolute();
      case "huber" -> new Regression.Huber(delta);
      default -> new Regression.Squared();
    };
  }

  /** The loss of a ranker. */
  static Loss ranking(Fields fields) {
    var name = fields.choice("loss", "pairwise", new TreeSet<>(Set.of("pairwise", "listwise")));
    return name.equals("pairwise") ? Ranking.PAIRWISE : Ranking.LISTWISE;
  }
}
