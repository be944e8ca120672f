package dev.tuner.benchmarks.quality;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What one family's replays gave.
 *
 * @param regrets of each method: by task, then seed, then time (see {@link #TIMES})
 */
record Outcome(Family family, List<String> tasks, Map<Method, double[][][]> regrets) {
  /** From 0.05 to 5 full trainings. */
  static final double[] TIMES = IntStream.rangeClosed(1, 100).mapToDouble(i -> i / 20.0).toArray();

  /** The times that are printed. */
  static final List<Double> PRINTED = List.of(0.25, 0.5, 1.0, 2.0, 5.0);

  /** The times at which methods are compared pairwise. */
  static final List<Double> LARGEST = List.of(2.0, 5.0);

  /** A mean and its standard error over seeds. */
  record Estimate(double mean, double error) {
    static Estimate of(double[] values) {
      double mean = Arrays.stream(values).average().orElseThrow();
      double squares = Arrays.stream(values).map(each -> (each - mean) * (each - mean)).sum();
      int n = values.length;
      return new Estimate(mean, n < 2 ? 0 : Math.sqrt(squares / (n - 1) / n));
    }
  }

  /** How often one method had the smaller mean regret, and how often the other. */
  record Score(int wins, int losses) {
    Score plus(Score other) {
      return new Score(wins + other.wins, losses + other.losses);
    }
  }

  /** The mean over tasks; its error comes from the seeds' means over tasks. */
  Estimate at(Method method, double time) {
    double[][][] all = regrets.get(method);
    int index = index(time);
    double[] seeds = new double[all[0].length];
    for (int seed = 0; seed < seeds.length; seed++) {
      for (double[][] task : all) {
        seeds[seed] += task[seed][index] / all.length;
      }
    }
    return Estimate.of(seeds);
  }

  /** Each task at each of the largest times is one comparison; equal means count for none. */
  Score compare(Method a, Method b) {
    Score score = new Score(0, 0);
    for (int task = 0; task < tasks.size(); task++) {
      for (double time : LARGEST) {
        double mine = taskMean(a, task, time);
        double other = taskMean(b, task, time);
        score = score.plus(new Score(mine < other ? 1 : 0, mine > other ? 1 : 0));
      }
    }
    return score;
  }

  private double taskMean(Method method, int task, double time) {
    int index = index(time);
    return Arrays.stream(regrets.get(method)[task])
        .mapToDouble(seed -> seed[index])
        .average()
        .orElseThrow();
  }

  private static int index(double time) {
    return (int) Math.round(time * 20) - 1;
  }
}
