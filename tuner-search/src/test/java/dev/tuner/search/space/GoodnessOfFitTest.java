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
    int[] counts = new int[cells];
    Arrays.stream(draws).forEach(x -> counts[cell.applyAsInt(x)]++);
    double expected = (double) draws.length / cells;
    double chiSquare =
        Arrays.stream(counts).mapToDouble(c -> (c - expected) * (c - expected) / expected).sum();
    int freedom = cells - 1;
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
