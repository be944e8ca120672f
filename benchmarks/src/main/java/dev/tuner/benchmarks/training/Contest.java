package dev.tuner.benchmarks.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Contenders measured in turn, round after round, so that a busy machine slows all alike. */
final class Contest {

  /** What is measured: images (or whatever) a second. */
  @FunctionalInterface
  interface Contender {
    double rate() throws Exception;
  }

  private final double[][] rates;

  private Contest(double[][] rates) {
    this.rates = rates;
  }

  /** Each has a round that does not count, to warm up. */
  static Contest of(int rounds, List<Contender> contenders) throws Exception {
    for (var contender : contenders) {
      contender.rate();
    }
    var rates = new double[contenders.size()][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < rates.length; i++) {
        rates[i][round] = contenders.get(i).rate();
      }
    }
    return new Contest(rates);
  }

  /** The median of a contender's rounds. */
  double rate(int contender) {
    return median(rates[contender]);
  }

  /** The median over the rounds of how many times faster one was than the other. */
  double ratio(int contender, int other) {
    var ratios = new ArrayList<Double>();
    for (int round = 0; round < rates[contender].length; round++) {
      ratios.add(rates[contender][round] / rates[other][round]);
    }
    return median(ratios.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
