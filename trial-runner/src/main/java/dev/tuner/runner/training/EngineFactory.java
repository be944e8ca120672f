package dev.tuner.runner.training;

import dev.tuner.runner.training.loss.Loss;
import dev.tuner.runner.training.network.Network;
import java.util.Set;

/** Makes engines. The harness's only door to a deep-learning library. */
@FunctionalInterface
public interface EngineFactory {

  /**
   * What an engine is for.
   *
   * @param loss what its gradients are of
   * @param precision in which arithmetic it computes them
   * @param frozen names of layers that stay as they are: no gradient, and normalisation by running
   *     statistics in training, too
   */
  record Job(Network network, Loss loss, Precision precision, Set<String> frozen) {
    public Job {
      frozen = Set.copyOf(frozen);
    }

    /** With nothing frozen. */
    public Job(Network network, Loss loss, Precision precision) {
      this(network, loss, precision, Set.of());
    }
  }

  /**
   * An engine for this job.
   *
   * @throws UnsupportedDeviceException if this machine cannot run it
   */
  Engine create(Job job);
}
