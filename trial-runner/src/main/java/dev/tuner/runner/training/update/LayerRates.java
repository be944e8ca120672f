package dev.tuner.runner.training.update;

import dev.tuner.runner.training.network.ParameterLayout;
import java.util.Map;

/**
 * How fast each layer learns, as a factor of the learning rate.
 *
 * @param factors by layer name, 0 for frozen; 1 for layers that are not in it
 */
public record LayerRates(Map<String, Double> factors) {

  /** All layers learn alike. */
  public static final LayerRates EQUAL = new LayerRates(Map.of());

  public LayerRates {
    factors = Map.copyOf(factors);
  }

  /** Whether this tensor's layer learns at all. */
  public boolean trains(ParameterLayout.Block block) {
    return of(block) != 0;
  }

  double of(ParameterLayout.Block block) {
    return factors.getOrDefault(block.layer(), 1.0);
  }
}
