package dev.tuner.benchmarks.functions;

import dev.tuner.search.definition.Problems;
import dev.tuner.search.searcher.Searcher;
import dev.tuner.search.searcher.Searchers;
import java.util.Map;

/** A searcher with ten random starts, as far as it has random starts at all. */
enum Contender {
  RANDOM("random"),
  QUASI_RANDOM("quasi_random"),
  BOHB("bohb"),
  TPE("tpe"),
  GP("gp"),
  CMA_ES("cma_es");

  private final String type;

  Contender(String type) {
    this.type = type;
  }

  String words() {
    return type;
  }

  /** Whether it counts for the bar: it learns from what was observed. */
  boolean isModelBased() {
    return searcher().learns();
  }

  Searcher searcher() {
    var problems = new Problems();
    Searcher searcher = Searchers.read(definition(), "/search", problems);
    problems.throwIfAny();
    return searcher;
  }

  private Map<String, Object> definition() {
    return switch (this) {
      case TPE -> Map.of("type", type, "data", "furthest_first", "n_startup_trials", 10);
      case GP -> Map.of("type", type, "n_startup_trials", 10);
      default -> Map.of("type", type);
    };
  }
}
