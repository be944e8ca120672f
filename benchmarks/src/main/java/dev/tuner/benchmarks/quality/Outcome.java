package dev.tuner.benchmarks.quality;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What one family's replays gave.
 *
 * @param regrets of each method, in the order they are printed: by task, then seed, then time (see
 *     {@link Family#times()})
 */
record Outcome(Family family, List<String> tasks, Map<Method, double[][][]> regrets) {

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

    @Override
    public String toString() {
      return wins + "-" + losses;
    }
  }

  List<Method> methods() {
    return List.copyOf(regrets.keySet());
  }

  boolean has(Method... methods) {
    return regrets.keySet().containsAll(List.of(methods));
  }

  /** The mean over tasks; its error comes from the seeds' means over tasks. */
  Estimate at(Method method, double time) {
    return Estimate.of(seeds(method, time));
  }

  private double[] seeds(Method method, double time) {
    double[][][] all = regrets.get(method);
    int index = family.index(time);
    double[] seeds = new double[all[0].length];
    for (int seed = 0; seed < seeds.length; seed++) {
      for (double[][] task : all) {
        seeds[seed] += task[seed][index] / all.length;
      }
    }
    return seeds;
  }

  /** How much smaller the regret of {@code a} is than that of {@code b}, seed by seed. */
  Estimate gain(Method a, Method b, double time) {
    double[] mine = seeds(a, time);
    double[] other = seeds(b, time);
    for (int seed = 0; seed < mine.length; seed++) {
      mine[seed] = other[seed] - mine[seed];
    }
    return Estimate.of(mine);
  }

  /** Each task at each of the largest times is one comparison; equal means count for none. */
  Score compare(Method a, Method b) {
    Score score = new Score(0, 0);
    for (int task = 0; task < tasks.size(); task++) {
      for (double time : family.largest()) {
        double mine = taskMean(a, task, time);
        double other = taskMean(b, task, time);
        score = score.plus(new Score(mine < other ? 1 : 0, mine > other ? 1 : 0));
      }
    }
    return score;
  }

  private double taskMean(Method method, int task, double time) {
    int index = family.index(time);
    return Arrays.stream(regrets.get(method)[task])
        .mapToDouble(seed -> seed[index])
        .average()
        .orElseThrow();
  }
}
