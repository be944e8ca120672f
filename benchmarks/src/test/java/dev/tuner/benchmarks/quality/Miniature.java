package dev.tuner.benchmarks.quality;

import dev.tuner.search.definition.Problems;
import dev.tuner.search.space.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Tables small enough to replay by hand. */
final class Miniature {
  static final SearchSpace SPACE =
      space(
          Map.of(
              "x",
              Map.of("uniform", List.of(0.0, 1.0)),
              "kind",
              Map.of("choice", List.of("a", "b", "c"))));

  private Miniature() {}

  private static SearchSpace space(Map<String, Object> json) {
    var problems = new Problems();
    SearchSpace space = SearchSpace.read(json, "/space", problems);
    problems.throwIfAny();
    return space;
  }

  static Map<String, Object> config(double x, String kind) {
    return Map.of("x", x, "kind", kind);
  }

  /** Steps of equal length; time 1 is {@code full} of them. */
  static Curve curve(double x, int full, boolean failed, Double... losses) {
    List<Double> times =
        IntStream.rangeClosed(1, losses.length).mapToObj(i -> (double) i / full).toList();
    return new RecordedCurve(config(x, "a"), List.of(losses), times, failed);
  }
}
