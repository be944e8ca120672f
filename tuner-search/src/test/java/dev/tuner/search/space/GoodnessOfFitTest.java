package dev.tuner.search.space;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.Purpose;
import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Seeded; each bound is what a right sampler exceeds once in a thousand seeds. */
class GoodnessOfFitTest {
  private static final int DRAWS = 20_000;

  private static Object[] draws(Object domain) {
    var problems = new Problems();
    var space = SearchSpace.read(Map.of("x", domain), "", problems);
    problems.throwIfAny();
    return IntStream.range(0, DRAWS)
        .mapToObj(trial -> space.sample(TrialRandom.of(11, trial, Purpose.CONFIG)).get("x"))
        .toArray();
  }

  /** Kolmogorov-Smirnov against a distribution function. */
  private static void assertDistribution(Object[] draws, DoubleUnaryOperator cdf) {
    double[] sorted = Arrays.stream(draws).mapToDouble(x -> ((Number) x).doubleValue()).toArray();
    Arrays.sort(sorted);
    double distance = 0;
    for (int i = 0; i < sorted.length; i++) {
      double expected = cdf.applyAsDouble(sorted[i]);
      distance = Math.max(distance, Math.abs(expected - (double) i / sorted.length));
      distance = Math.max(distance, Math.abs(expected - (i + 1.0) / sorted.length));
    }
    assertThat(distance).isLessThan(1.95 / Math.sqrt(sorted.length));
  }

  /** Chi-square against equal frequencies. */
  private static void assertEqualFrequencies(
      Object[] draws, int cells, ToIntFunction<Object> cell) {
    double[] equal = new double[cells];
    Arrays.fill(equal, 1.0 / cells);
    assertFrequencies(draws, equal, cell);
  }

  /** Chi-square against given frequencies. */
  private static void assertFrequencies(
      Object[] draws, double[] frequencies, ToIntFunction<Object> cell) {
    int[] counts = new int[frequencies.length];
    Arrays.stream(draws).forEach(x -> counts[cell.applyAsInt(x)]++);
    double chiSquare = 0;
    for (int i = 0; i < counts.length; i++) {
      double expected = draws.length * frequencies[i];
      chiSquare += (counts[i] - expected) * (counts[i] - expected) / expected;
    }
    int freedom = counts.length - 1;
    assertThat(chiSquare).isLessThan(freedom + 3.1 * Math.sqrt(2.0 * freedom) + 5);
  }

  @Test
  void uniform() {
    assertDistribution(draws(Map.of("uniform", List.of(-2, 6))), x -> (x + 2) / 8);
  }

  @Test
  void loguniform() {
    assertDistribution(
        draws(Map.of("loguniform", List.of(1e-4, 1e-1))), x -> Math.log(x / 1e-4) / Math.log(1e3));
  }

  @Test
  void randintNeverReachesItsUpperBound() {
    assertEqualFrequencies(draws(Map.of("randint", List.of(-3, 7))), 10, x -> (int) ((Long) x + 3));
  }

  @Test
  void quniformIsARoundedUniform() {
    double[] expected = new double[11];
    Arrays.fill(expected, 0.1);
    expected[0] = 0.05;
    expected[10] = 0.05;
    assertFrequencies(
        draws(Map.of("quniform", List.of(0, 1, 0.1))),
        expected,
        x -> (int) Math.round((Double) x * 10));
  }

  @Test
  void qloguniformIsARoundedLoguniform() {
    double[] expected = new double[8];
    for (int i = 0; i < 8; i++) {
      double low = Math.max(1, i + 0.5);
      double high = Math.min(8, i + 1.5);
      expected[i] = Math.log(high / low) / Math.log(8);
    }
    assertFrequencies(
        draws(Map.of("qloguniform", List.of(1, 8, 1))), expected, x -> (int) ((Double) x - 1));
    assertFrequencies(
        draws(Map.of("qlograndint", List.of(8, 64, 8))), expected, x -> (int) ((Long) x / 8 - 1));
  }

  @Test
  void qrandintReachesItsUpperBound() {
    assertEqualFrequencies(
        draws(Map.of("qrandint", List.of(8, 64, 8))), 8, x -> (int) ((Long) x / 8 - 1));
  }

  @Test
  void lograndintIsALoguniformRoundedDown() {
    double[] expected = new double[9];
    for (int i = 0; i < 9; i++) {
      expected[i] = Math.log10((i + 2.0) / (i + 1.0));
    }
    assertFrequencies(
        draws(Map.of("lograndint", List.of(1, 10))), expected, x -> (int) ((Long) x - 1));
  }

  @Test
  void randn() {
    assertDistribution(draws(Map.of("randn", List.of(-1, 0.5))), x -> normalCdf((x + 1) / 0.5));
    assertDistribution(draws(Map.of("randn", List.of())), x -> normalCdf(x));
  }

  @Test
  void qrandnIsARoundedNormal() {
    double[] expected = new double[7];
    for (int i = 0; i < 7; i++) {
      double low = i == 0 ? 0 : normalCdf(i - 3.5);
      expected[i] = (i == 6 ? 1 : normalCdf(i - 2.5)) - low;
    }
    assertFrequencies(
        draws(Map.of("qrandn", List.of(10, 2, 2))),
        expected,
        x -> (int) Math.max(0, Math.min(6, Math.round(((Double) x - 10) / 2) + 3)));
  }

  @Test
  void orderedChoice() {
    var options = List.of("small", "medium", "large");
    assertEqualFrequencies(draws(Map.of("ordered_choice", options)), 3, options::indexOf);
  }

  @Test
  void aGridIsDrawnEvenlyWhereNoTrialNumberSaysWhichTurnItIs() {
    assertEqualFrequencies(draws(Map.of("grid_search", List.of(5, 6))), 2, x -> (Integer) x - 5);
  }

  @Test
  void choice() {
    var options = List.of("a", "b", "c", "d", "e");
    assertEqualFrequencies(draws(Map.of("choice", options)), 5, options::indexOf);
  }

  @Test
  void randintOfAnExpression() {
    assertEqualFrequencies(
        draws(Map.of("sample_from", "pow(2, randint(4, 9))")),
        5,
        x -> Long.numberOfTrailingZeros((Long) x) - 4);
  }

  @Test
  void uniformOfAnExpression() {
    assertDistribution(draws(Map.of("sample_from", "uniform(2, 4)")), x -> (x - 2) / 2);
  }

  @Test
  void choiceOfAnExpression() {
    assertEqualFrequencies(
        draws(Map.of("sample_from", "choice([0, 1, 2])")), 3, x -> ((Long) x).intValue());
  }

  @Test
  void normalOfAnExpression() {
    assertDistribution(draws(Map.of("sample_from", "normal(3, 2)")), x -> normalCdf((x - 3) / 2));
  }

  /** Abramowitz and Stegun 7.1.26, error below 1.5e-7. */
  private static double normalCdf(double z) {
    double x = Math.abs(z) / Math.sqrt(2);
    double t = 1 / (1 + 0.3275911 * x);
    double poly =
        t
            * (0.254829592
                + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    double erf = 1 - poly * Math.exp(-x * x);
    return z >= 0 ? (1 + erf) / 2 : (1 - erf) / 2;
  }
}
