package dev.tuner.runner.training;

import java.io.IOException;
import java.util.Map;

/** Measures a network on data it does not train on. */
@FunctionalInterface
public interface Evaluation {

  /** The named metrics of the engine's current parameters. */
  Map<String, Double> of(Engine engine) throws IOException, InterruptedException;

  /** Where the last one's time went, in words; empty if nothing is known. */
  default String profile() {
    return "";
  }
}
