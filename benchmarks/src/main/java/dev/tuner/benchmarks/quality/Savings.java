package dev.tuner.benchmarks.quality;

import dev.tuner.benchmarks.Bar;
import dev.tuner.search.scheduler.TrialScheduler;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What asha and pasha spend on as many configs, and how good what they find is once it is trained
 * to the end: the protocol of PASHA's paper, on TaskSet.
 *
 * <p>Between them stand studies whose ceiling is one milestone from the start to the end. They show
 * what a rule for raising the ceiling can win at best: what it spends and finds lies between those
 * of the milestones where it stops.
 */
record Savings(List<Task> tasks) {
  private static final int WORKERS = 4;
  private static final int CONFIGS = 256;

  /** The share of ASHA's steps that PASHA may take. */
  private static final double SHARE = 0.5;

  private static final String ASHA = "asha";
  private static final String PASHA = "pasha";

  /** By seed; means over tasks. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Row(double[] regrets, double[] steps, double[] longest, double[] times) {}

  /** Prints a table; returns the bar, or none without a task. */
  List<Bar> run(int seeds, PrintWriter out) {
    if (tasks.isEmpty()) {
      return List.of();
    }
    out.printf(
        "%n%d random configs on taskset: %d tasks, %d seeds; regret of the best, trained to the"
            + " end; mean +- standard error%n",
        CONFIGS, tasks.size(), seeds);
    out.printf(
        "%-20s  %-16s  %-22s  %5s  %5s  %7s  %s%n",
        "method", "regret", "more than asha's", "steps", "share", "longest", "time");
    Map<String, Row> rows = new LinkedHashMap<>();
    rows.put(ASHA, row(seeds, Method.ASHA_PROMOTION, Long.MAX_VALUE));
    for (long ceiling : ceilings()) {
      rows.put("asha to step " + ceiling, row(seeds, Method.ASHA_PROMOTION, ceiling));
    }
    rows.put(PASHA, row(seeds, Method.PASHA, Long.MAX_VALUE));
    rows.keySet().forEach(words -> print(words, rows, out));
    out.flush();
    return List.of(bar(rows));
  }

  /** PASHA's ceiling is at least the second milestone. */
  private List<Long> ceilings() {
    int steps = tasks.stream().mapToInt(Task::steps).max().orElseThrow();
    List<Long> milestones = Method.PASHA.scheduler(steps).milestones(0);
    return milestones.subList(1, milestones.size() - 1);
  }

  private Row row(int seeds, Method method, long ceiling) {
    Replay.Spent[][] spent =
        IntStream.range(0, seeds)
            .parallel()
            .mapToObj(seed -> spend(method, ceiling, seed))
            .toArray(Replay.Spent[][]::new);
    return new Row(
        means(spent, Replay.Spent::regret),
        means(spent, Replay.Spent::steps),
        means(spent, Replay.Spent::longest),
        means(spent, Replay.Spent::time));
  }

  private Replay.Spent[] spend(Method method, long ceiling, int seed) {
    return tasks.stream()
        .map(task -> spend(method, ceiling, seed, task))
        .toArray(Replay.Spent[]::new);
  }

  private static Replay.Spent spend(Method method, long ceiling, int seed, Task task) {
    TrialScheduler scheduler = method.scheduler((int) Math.min(ceiling, task.steps()));
    return new Replay(task, method.searcher(), scheduler, seed)
        .spend(WORKERS, Math.min(CONFIGS, task.size()));
  }

  private static double[] means(Replay.Spent[][] spent, ToDoubleFunction<Replay.Spent> figure) {
    return Arrays.stream(spent)
        .mapToDouble(tasks -> Arrays.stream(tasks).mapToDouble(figure).average().orElseThrow())
        .toArray();
  }

  private static void print(String method, Map<String, Row> rows, PrintWriter out) {
    Row row = rows.get(method);
    Outcome.Estimate regret = Outcome.Estimate.of(row.regrets());
    Outcome.Estimate more = more(method, rows);
    out.printf(
        Locale.ROOT,
        "%-20s  %.3f +- %.3f  %6.3f +- %-12.3f  %5.0f  %5.2f  %7.1f  %.2f%n",
        method,
        regret.mean(),
        regret.error(),
        more.mean(),
        more.error(),
        mean(row.steps()),
        share(method, rows),
        mean(row.longest()),
        mean(row.times()));
  }

  private static Outcome.Estimate more(String method, Map<String, Row> rows) {
    double[] mine = rows.get(method).regrets();
    double[] others = rows.get(ASHA).regrets();
    return Outcome.Estimate.of(
        IntStream.range(0, mine.length).mapToDouble(i -> mine[i] - others[i]).toArray());
  }

  private static double share(String method, Map<String, Row> rows) {
    return mean(rows.get(method).steps()) / mean(rows.get(ASHA).steps());
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static Bar bar(Map<String, Row> rows) {
    Outcome.Estimate more = more(PASHA, rows);
    double share = share(PASHA, rows);
    return new Bar(
        String.format(
            Locale.ROOT,
            "taskset: pasha takes %.2f of asha's steps, at most %.2f allowed, and its regret is"
                + " larger by %.3f +- %.3f, at most 2 standard errors allowed",
            share,
            SHARE,
            more.mean(),
            more.error()),
        share <= SHARE && more.mean() <= 2 * more.error());
  }
}
