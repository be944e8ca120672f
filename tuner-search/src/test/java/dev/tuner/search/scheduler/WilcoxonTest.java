package dev.tuner.search.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tuner.search.TrialRandom;
import dev.tuner.search.scheduler.Decision.Kind;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WilcoxonTest implements TrialSchedulerContract {

  @Override
  public TrialScheduler scheduler() {
    return TrialSchedulerContract.read(
        Map.of("type", "wilcoxon", "n_startup_steps", 4, "max_t", 20));
  }

  private final SimulatedStudy study = new SimulatedStudy(scheduler());

  private void complete(int trial, double loss) {
    for (int step = 1; step <= 20; step++) {
      study.report(trial, step, loss + fold(step));
    }
    assertThat(study.last.get(trial).complete()).isTrue();
  }

  private static double fold(int step) {
    return TrialRandom.of(step).nextDouble();
  }

  @Test
  void stopsAsSoonAsThePairsAreSurelyWorse() {
    complete(0, 0.5);
    for (int step = 1; step <= 3; step++) {
      assertThat(study.report(1, step, 0.6 + step * 0.01 + fold(step)).kind())
          .isEqualTo(Kind.CONTINUE);
    }
    // 4 of 4 pairs worse: 1 / 16
    Decision decision = study.report(1, 4, 0.64 + fold(4));
    assertThat(decision.kind()).isEqualTo(Kind.STOP);
    assertThat(decision.reason()).contains("trial 0", "4 shared steps", "p = 0.0625", "below 0.1");
  }

  @Test
  void withoutACompleteTrialNobodyIsStopped() {
    IntStream.rangeClosed(1, 9).forEach(step -> study.report(0, step, 0));
    IntStream.rangeClosed(1, 9).forEach(step -> study.report(1, step, 10));
    assertThat(study.last.get(1).reason()).contains("no trial is complete yet");
  }

  @Test
  void aBetterAverageGoesOnWhateverTheTestSays() {
    complete(0, 0.5);
    study.report(1, 1, fold(1) - 10);
    for (int step = 2; step <= 19; step++) {
      assertThat(study.report(1, step, 0.6 + fold(step)).kind()).isEqualTo(Kind.CONTINUE);
    }
    assertThat(study.last.get(1).reason()).contains("on average no worse");
  }

  @Test
  void comparesWithTheCompleteTrialOfTheSmallestMeanAlsoWhenItEndedByItself() {
    complete(0, 0.9);
    for (int step = 1; step <= 6; step++) {
      study.report(1, step, 0.3 + fold(step));
    }
    study.complete(1, 6);
    for (int step = 1; step <= 4; step++) {
      study.report(2, step, 0.4 + step * 0.01 + fold(step));
    }
    assertThat(study.last.get(2).kind()).isEqualTo(Kind.STOP);
    assertThat(study.last.get(2).reason()).contains("trial 1");
  }

  /** R: wilcox.test(x, alternative = "greater", exact = TRUE), and the normal approximation. */
  @Test
  void theChanceIsThatOfTheDistributionOrOfItsNormalApproximation() {
    double[] five = {0.1, 0.2, -0.3, 0.4, 0.5};
    assertThat(new Pairs(0, five).chance()).isCloseTo(5.0 / 32, within(1e-12));
    double[] ten = IntStream.rangeClosed(1, 10).mapToDouble(i -> i % 4 == 0 ? -i : i).toArray();
    assertThat(new Pairs(0, ten).chance()).isCloseTo(exact(ten), within(1e-12));
    double[] ties = {1, 1, 1, -1, 2, 2, 2, 2};
    assertThat(new Pairs(0, ties).chance()).isCloseTo(exact(ties), within(0.02));
  }

  /** The share of all signs whose positive ranks sum to at least as much: by counting. */
  private static double exact(double[] differences) {
    int n = differences.length;
    double[] ranks = new double[n];
    for (int i = 0; i < n; i++) {
      for (double other : differences) {
        ranks[i] += Math.abs(other) < Math.abs(differences[i]) ? 1 : 0;
        ranks[i] += Math.abs(other) == Math.abs(differences[i]) ? 0.5 : 0;
      }
      ranks[i] += 0.5;
    }
    double observed = 0;
    for (int i = 0; i < n; i++) {
      observed += differences[i] > 0 ? ranks[i] : 0;
    }
    int atLeast = 0;
    for (int signs = 0; signs < 1 << n; signs++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += (signs >> i & 1) * ranks[i];
      }
      atLeast += sum >= observed - 1e-9 ? 1 : 0;
    }
    return atLeast / (double) (1 << n);
  }
}
