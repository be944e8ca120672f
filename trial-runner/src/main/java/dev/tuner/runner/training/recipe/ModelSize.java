package dev.tuner.runner.training.recipe;

import dev.tuner.runner.trainable.InvalidTrialException;
import dev.tuner.runner.training.network.Network;
import java.util.Locale;

/**
 * How much a network needs, told to those who asked for too much.
 *
 * @param parameters of the network
 * @param valuesOfExample what a forward pass computes for one example
 */
record ModelSize(int parameters, long valuesOfExample) {

  private static final double MEGA = 1e6;

  static ModelSize of(Network network) {
    return new ModelSize(network.parameters().length(), network.values());
  }

  /**
   * Refuses a network with more parameters than a flat vector holds.
   *
   * @throws InvalidTrialException naming the model
   */
  static void check(Network network, Fields fields) {
    try {
      of(network);
    } catch (ArithmeticException e) {
      throw fields.invalid(
          "model",
          "must have at most %,d parameters: take fewer or smaller layers"
              .formatted(Integer.MAX_VALUE));
    }
  }

  /** The refusal of a trial that ran out of memory, with what to do. */
  InvalidTrialException tooLarge(Fields fields, Throwable cause) {
    var rule =
        String.format(
            Locale.ROOT,
            "must be smaller, or its process have more memory: %,d parameters and %,d values an"
                + " example do not fit into a heap of %.0f MB and what is left beside it (%s). A"
                + " process has memory in proportion to resources_per_trial.cpu: ask for more of"
                + " the worker's CPUs, or take a machine with more memory,",
            parameters,
            valuesOfExample,
            Runtime.getRuntime().maxMemory() / MEGA,
            cause.getMessage());
    return fields.invalid("model", rule);
  }
}
