package dev.tuner.benchmarks.quality;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

  Outcome of(Family family, List<Task> tasks, List<Method> methods) {
    Map<Method, double[][][]> regrets = new LinkedHashMap<>();
    for (Method method : methods) {
      List<double[][]> all = new ArrayList<>();
      for (Task task : tasks) {
        progress.printf("%s: %s on %s%n", family.word(), method.words(), task.name());
        progress.flush();
        all.add(seeds(task, method, family.times()));
      }
      regrets.put(method, all.toArray(double[][][]::new));
    }
    return new Outcome(family, tasks.stream().map(Task::name).toList(), regrets);
  }

  private double[][] seeds(Task task, Method method, double[] times) {
    return IntStream.range(0, seeds)
        .parallel()
        .mapToObj(
            seed ->
                new Replay(task, method.searcher(), method.scheduler(task.steps()), seed)
                    .regrets(WORKERS, times))
        .toArray(double[][]::new);
  }
}
