package dev.tuner.benchmarks.functions;

import dev.tuner.search.definition.Problems;
import dev.tuner.search.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Functions of ten numbers from -5 to 5 whose minimum is 0. */
enum Function {
  SPHERE,
  ROSENBROCK;

  private static final int DIMENSIONS = 10;

  /** Mean and standard deviation of the best of 100 evaluations over 10 seeds. */
  record Published(double mean, double deviation) {}

  /**
   * What others reached.
   *
   * @see <a href="https://github.com/optuna/optuna/issues/2871">Optuna's issue 2871</a>
   */
  Map<String, Published> published() {
    boolean sphere = this == SPHERE;
    Map<String, Published> rows = new LinkedHashMap<>();
    rows.put(
        "random search (Optuna)", sphere ? new Published(27.09, 8.18) : new Published(16783, 6524));
    rows.put(
        "univariate TPE (Optuna 2.8)",
        sphere ? new Published(10.84, 2.69) : new Published(4698, 1757));
    rows.put(
        "TPE after BOHB (issue 2871)",
        sphere ? new Published(0.40, 0.33) : new Published(163, 180));
    return rows;
  }

  /** What the best of our searchers has to reach. */
  double bar() {
    return this == SPHERE ? 0.40 : 163;
  }

  static SearchSpace space() {
    Map<String, Object> json = new LinkedHashMap<>();
    for (int i = 0; i < DIMENSIONS; i++) {
      json.put("x" + i, Map.of("uniform", List.of(-5, 5)));
    }
    var problems = new Problems();
    SearchSpace space = SearchSpace.read(json, "/space", problems);
    problems.throwIfAny();
    return space;
  }

  double at(Map<String, Object> config) {
    double[] x =
        IntStream.range(0, DIMENSIONS)
            .mapToDouble(i -> ((Number) config.get("x" + i)).doubleValue())
            .toArray();
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      if (this == SPHERE) {
        sum += x[i] * x[i];
      } else if (i > 0) {
        double across = x[i] - x[i - 1] * x[i - 1];
        sum += 100 * across * across + (1 - x[i - 1]) * (1 - x[i - 1]);
      }
    }
    return sum;
  }
}
