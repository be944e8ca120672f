package dev.tuner.search.scheduler;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/** The losses of one trial beside those of another at the same steps. */
final class Pairs {
  /** Of longer trials the last steps count: a report must not cost more and more. */
  static final int MOST = 1000;

  private final double mean;
  private final double[] differences;

  /**
   * @param mean the trial's mean loss over its steps
   * @param differences its loss less the other's, where both have one
   */
  Pairs(double mean, double... differences) {
    this.mean = mean;
    this.differences = differences.clone();
  }

  static Pairs of(Progress progress, int other, Rungs rungs) {
    DoubleStream.Builder differences = DoubleStream.builder();
    double sum = 0;
    int count = 0;
    double loss = progress.loss();
    for (long step = progress.step(); step > 0 && count < MOST; count++) {
      sum += loss;
      OptionalDouble theirs = rungs.rung(0, step).loss(other);
      if (theirs.isPresent()) {
        differences.add(loss - theirs.getAsDouble());
      }
      OptionalLong before = rungs.lastLevel(0, progress.trial(), step - 1);
      step = before.orElse(0);
      loss = rungs.rung(0, step).loss(progress.trial()).orElse(0);
    }
    return new Pairs(sum / count, differences.build().toArray());
  }

  /** The trial's mean loss over its steps. */
  double mean() {
    return mean;
  }

  /** How many steps both have reported. */
  int count() {
    return differences.length;
  }

  double meanDifference() {
    return DoubleStream.of(differences).average().orElse(0);
  }

  /**
   * The probability of differences at least as large, if the trial were no worse: exact for up to
   * 50 pairs without ties, else by the normal approximation with corrections for ties and zeros.
   */
  double chance() {
    return WilcoxonSignedRankTest.withDefaults()
        .with(AlternativeHypothesis.GREATER_THAN)
        .test(differences)
        .getPValue();
  }
}
