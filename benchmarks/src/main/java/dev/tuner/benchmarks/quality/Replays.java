package dev.tuner.benchmarks.quality;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** All replays of a family, side by side on the machine's cores. */
final class Replays {
  private static final int WORKERS = 4;

  private final int seeds;
  private final PrintWriter progress;

  Replays(int seeds, PrintWriter progress) {
    this.seeds = seeds;
    this.progress = progress;
  }

  Outcome of(Family family, List<CurveTable> tables) {
    Map<Method, double[][][]> regrets = new EnumMap<>(Method.class);
    for (Method method : Method.values()) {
      List<double[][]> tasks = new ArrayList<>();
      for (CurveTable table : tables) {
        progress.printf("%s: %s on %s%n", family.word(), method.words(), table.task());
        progress.flush();
        tasks.add(seeds(table, method));
      }
      regrets.put(method, tasks.toArray(double[][][]::new));
    }
    return new Outcome(family, tables.stream().map(CurveTable::task).toList(), regrets);
  }

  private double[][] seeds(CurveTable table, Method method) {
    return IntStream.range(0, seeds)
        .parallel()
        .mapToObj(
            seed ->
                new Replay(table, method.searcher(), method.scheduler(table.steps()), seed)
                    .regrets(WORKERS, Outcome.TIMES))
        .toArray(double[][]::new);
  }
}
