package dev.tuner.runner.training;

/** Makes engines. The harness's only door to a deep-learning library. */
@FunctionalInterface
public interface EngineFactory {

  /**
   * An engine for {@code network} that computes gradients in {@code precision}.
   *
   * @throws UnsupportedDeviceException if this machine cannot run it
   */
  Engine create(Network network, Precision precision);
}
