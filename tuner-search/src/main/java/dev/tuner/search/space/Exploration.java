package dev.tuner.search.space;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * How population based training changes a config: a parameter is drawn anew now and then, and
 * otherwise its value is multiplied by one of some factors and kept inside its domain. Values in an
 * order go one place up or down; those without one are drawn anew.
 *
 * @param parameters the names of those that are changed, as {@link Dimension#name} has them
 * @param resampleProbability how often a parameter is drawn anew, from 0 to 1
 * @param factors at least one, each above 0 and not 1; all equally likely
 * @see <a href="https://arxiv.org/abs/1711.09846">Jaderberg et al., Population Based Training of
 *     Neural Networks</a>
 */
public record Exploration(
    Set<String> parameters, double resampleProbability, List<Double> factors) {
  public Exploration {
    parameters = Set.copyOf(parameters);
    factors = List.copyOf(factors);
  }

  boolean changes(String parameter) {
    return parameters.contains(parameter);
  }

  /**
   * Where a coordinate goes.
   *
   * @param scale the coordinate's values; null where they have no order
   */
  double next(double unit, Domain scale, RandomGenerator random) {
    double chance = random.nextDouble();
    double anywhere = random.nextDouble();
    double factor = factors.get(random.nextInt(factors.size()));
    return scale == null || chance < resampleProbability ? anywhere : scale.scaled(unit, factor);
  }
}
