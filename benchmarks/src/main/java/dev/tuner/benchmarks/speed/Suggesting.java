package dev.tuner.benchmarks.speed;

import dev.tuner.search.Purpose;
import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.searcher.HistoryLedger;
import dev.tuner.search.searcher.Searcher;
import dev.tuner.search.searcher.Searchers;
import dev.tuner.search.searcher.Suggestion;
import dev.tuner.search.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One suggestion over eight parameters, after many results. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class Suggesting {
  @Param({"random", "quasi_random", "bohb", "tpe", "gp", "cma_es"})
  public String searcher;

  private final SearchSpace space = space();
  private Searcher searches;
  private HistoryLedger history;
  private int number;

  static SearchSpace space() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("lr", Map.of("loguniform", List.of(1e-5, 1e-1)));
    json.put("decay", Map.of("loguniform", List.of(1e-6, 1e-2)));
    json.put("dropout", Map.of("uniform", List.of(0, 0.5)));
    json.put("momentum", Map.of("uniform", List.of(0.5, 0.99)));
    json.put("clip", Map.of("uniform", List.of(0.1, 10)));
    json.put("layers", Map.of("randint", List.of(1, 9)));
    json.put("width", Map.of("lograndint", List.of(16, 1025)));
    json.put("activation", Map.of("choice", List.of("relu", "gelu", "tanh")));
    var problems = new Problems();
    SearchSpace read = SearchSpace.read(json, "/space", problems);
    problems.throwIfAny();
    return read;
  }

  /** How many results there are. */
  static int observations(String searcher) {
    return searcher.equals("gp") ? 500 : 10_000;
  }

  @Setup
  public void observe() {
    var problems = new Problems();
    Map<String, Object> json = new LinkedHashMap<>(Map.of("type", searcher));
    if (!searcher.contains("random") && !searcher.equals("cma_es")) {
      json.put("random_fraction", 0L);
    }
    searches = Searchers.read(json, "/search", problems);
    problems.throwIfAny();
    history = new HistoryLedger(space);
    for (number = 0; number < observations(searcher); number++) {
      Map<String, Object> config = space.sample(TrialRandom.of(7, number, Purpose.CONFIG));
      double[] point = space.encode(config);
      double loss = 0;
      for (double each : point) {
        loss += (each - 0.3) * (each - 0.3);
      }
      history.finished(number, config, loss);
    }
  }

  @Benchmark
  public Suggestion suggest() {
    number++;
    return searches.suggest(number, space, history, TrialRandom.of(1, number, Purpose.CONFIG));
  }
}
