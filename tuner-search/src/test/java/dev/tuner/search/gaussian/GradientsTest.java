package dev.tuner.search.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tuner.search.TrialRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradientsTest {
  private static final int COUNT = 15;
  private final RandomGenerator random = TrialRandom.of(5);
  private final Rows rows = rows();
  private final double[] y = y();

  private Rows rows() {
    double[][] values = new double[COUNT][];
    for (int i = 0; i < COUNT; i++) {
      values[i] = new double[] {random.nextDouble(), random.nextDouble(), random.nextInt(3)};
    }
    return new Rows(values, new boolean[] {false, false, true});
  }

  private double[] y() {
    double[] y = new double[COUNT];
    for (int i = 0; i < COUNT; i++) {
      y[i] = Math.sin(3 * rows.values()[i][0]) + rows.values()[i][1] - 1;
    }
    return y;
  }

  private static void slopesAreDifferences(Objective function, double[] x, int coordinates) {
    double[] gradient = new double[x.length];
    function.at(x, gradient);
    for (int j = 0; j < coordinates; j++) {
      double[] more = x.clone();
      double[] less = x.clone();
      more[j] += 1e-5;
      less[j] -= 1e-5;
      double[] ignored = new double[x.length];
      double difference = (function.at(more, ignored) - function.at(less, ignored)) / 2e-5;
      assertThat(gradient[j]).isCloseTo(difference, within(1e-4 * (1 + Math.abs(difference))));
    }
  }

  @Test
  void ofTheMarginalLikelihood() {
    double[] logarithms = {-0.5, 0.3, 0.1, -4};
    slopesAreDifferences(new MarginalLikelihood(rows, y, new Priors(3)), logarithms, 4);
  }

  @Test
  void ofTheExpectedImprovement() {
    var process =
        GaussianProcess.of(rows, y, new Hyperparameters(new double[] {0.5, 0.7, 1}, 1e-3))
            .imagining(new double[][] {{0.9, 0.1, 1}});
    slopesAreDifferences(new Acquisition(process), new double[] {0.4, 0.2, 1}, 2);
  }

  @Test
  void aProcessGoesThroughItsPointsAndKnowsNothingFarAway() {
    var process =
        GaussianProcess.of(rows, y, new Hyperparameters(new double[] {0.3, 0.3, 1}, 1e-6));
    for (int i = 0; i < COUNT; i++) {
      assertThat(process.at(rows.values()[i]).mean()).isCloseTo(y[i], within(1e-3));
      assertThat(process.at(rows.values()[i]).variance()).isLessThan(1e-3);
    }
    var far = process.at(new double[] {100, 100, 1});
    assertThat(far.mean()).isCloseTo(0, within(1e-9));
    assertThat(far.variance()).isGreaterThan(process.at(new double[] {0.5, 0.5, 1}).variance());
  }

  @ParameterizedTest
  @CsvSource({
    "0, -0.9189385332046727",
    "1, 0.08002621884930704",
  })
  void theLogarithmOfTheImprovement(double z, double expected) {
    assertThat(LogImprovement.log(z)).isCloseTo(expected, within(1e-9));
  }

  @Test
  void theLogarithmOfTheImprovementIsSmoothWhereItIsComputedOtherwise() {
    assertThat(LogImprovement.log(-3 - 1e-9))
        .isCloseTo(LogImprovement.log(-3 + 1e-9), within(1e-7));
    assertThat(LogImprovement.slope(-3 - 1e-9))
        .isCloseTo(LogImprovement.slope(-3 + 1e-9), within(1e-7));
    for (double z : new double[] {-1e8, -1000, -50, -10, -4}) {
      double asymptote = -z * z / 2 - Math.log(2 * Math.PI) / 2 - 2 * Math.log(-z);
      assertThat(LogImprovement.log(z)).isLessThan(asymptote + 1e-9 * Math.abs(asymptote));
      assertThat(LogImprovement.log(z)).isGreaterThan(asymptote - 3 / (z * z) - 1e-9 * z * z);
    }
  }

  @Test
  void lossesKeepTheirOrderAndInfiniteOnesDrownNothing() {
    double[] warped =
        OutputWarp.warp(
            new double[] {1, 2, 4, 1e300, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY});
    assertThat(warped).isSorted();
    assertThat((warped[2] - warped[1]) / (warped[1] - warped[0])).isCloseTo(2, within(1e-9));
    assertThat(warped[5]).isEqualTo(warped[4]).isLessThan(3);
    assertThat(OutputWarp.warp(new double[] {3, 3, 3})).containsOnly(0);
  }
}
