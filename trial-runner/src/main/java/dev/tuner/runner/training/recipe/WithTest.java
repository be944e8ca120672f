package dev.tuner.runner.training.recipe;

import dev.tuner.runner.training.Engine;
import dev.tuner.runner.training.Evaluation;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Measures the items that were left for the very end, too: each {@code val_...} has a {@code
 * test_...} beside it. No schedule and no label is chosen by those.
 */
record WithTest(Evaluation validation, Evaluation test) implements Evaluation {

  private static final String VALIDATION = "val_";

  @Override
  public Map<String, Double> of(Engine engine) throws IOException, InterruptedException {
    var metrics = new LinkedHashMap<>(validation.of(engine));
    test.of(engine)
        .forEach(
            (name, value) -> metrics.put("test_" + name.substring(VALIDATION.length()), value));
    return metrics;
  }

  @Override
  public String profile() {
    return validation.profile();
  }
}
