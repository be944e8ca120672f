package dev.tuner.e2e;

import java.util.List;
import java.util.Map;

/** A study whose trials the test itself trains. */
final class ExternalStudy {

  private ExternalStudy() {}

  static Map<String, Object> of(String name, int samples) {
    return Map.of(
        "name",
        name,
        "metric",
        "loss",
        "space",
        Map.of("lr", Map.of("uniform", List.of(0, 1))),
        "scheduler",
        Map.of("type", "fifo", "max_t", 9),
        "num_samples",
        samples,
        "trainable",
        Map.of("type", "external"));
  }
}
