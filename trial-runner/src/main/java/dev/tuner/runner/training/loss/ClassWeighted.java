package dev.tuner.runner.training.loss;

import java.util.List;

/**
 * Another loss, times the weight of the example's class (of soft targets: the mean of the classes'
 * weights). Weights whose mean over the training examples is 1 leave the learning rate as it is.
 *
 * @param weights one a class, each at least 0
 */
public record ClassWeighted(Loss loss, List<Double> weights) implements Loss {

  public ClassWeighted {
    weights = List.copyOf(weights);
    if (weights.stream().anyMatch(weight -> !(weight >= 0 && Double.isFinite(weight)))) {
      throw new IllegalArgumentException("class weights must be at least 0 but were " + weights);
    }
  }

  @Override
  public double of(Example example, double factor, float[] gradient) {
    double weight = 0;
    for (int i = 0; i < example.length(); i++) {
      weight += weights.get(i) * example.targets()[example.start() + i];
    }
    return weight * loss.of(example, factor * weight, gradient);
  }
}
