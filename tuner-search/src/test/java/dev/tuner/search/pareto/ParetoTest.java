package dev.tuner.search.pareto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParetoTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  @Test
  void sortsPointsIntoFronts() {
    List<double[]> points =
        List.of(p(3, 3), p(1, 4), p(2, 2), p(4, 1), p(4, 4), p(2, 2), p(INFINITE, 0));

    assertThat(Pareto.fronts(points))
        .containsExactly(List.of(1, 2, 3, 5, 6), List.of(0), List.of(4));
  }

  @Test
  void everyFrontIsWhatIsLeftUndominatedWithoutTheFrontsBefore() {
    Random random = new Random(3);
    for (int losses = 1; losses <= 4; losses++) {
      int count = losses;
      List<double[]> points =
          IntStream.range(0, 120)
              .mapToObj(
                  i -> IntStream.range(0, count).mapToDouble(k -> random.nextInt(12)).toArray())
              .toList();
      List<Integer> left = new ArrayList<>(IntStream.range(0, 120).boxed().toList());
      for (List<Integer> front : Pareto.fronts(points)) {
        List<Integer> undominated =
            left.stream()
                .filter(
                    i ->
                        left.stream()
                            .noneMatch(j -> Pareto.dominates(points.get(j), points.get(i))))
                .toList();
        assertThat(front).isEqualTo(undominated);
        left.removeAll(front);
      }
      assertThat(left).isEmpty();
    }
  }

  @Test
  void theEndsOfAFrontAreLeastCrowded() {
    // by hand, after Deb et al.: (3 - 0) / 4 + (4 - 1) / 4 and (4 - 1) / 4 + (2 - 0) / 4
    assertThat(Pareto.crowding(List.of(p(0, 4), p(1, 2), p(3, 1), p(4, 0))))
        .containsExactly(INFINITE, 0.75 + 0.75, 0.75 + 0.5, INFINITE);
    assertThat(Pareto.order(List.of(p(1, 2), p(3, 1), p(5, 5), p(0, 4), p(4, 0))))
        .containsExactly(3, 4, 0, 1, 2);
  }

  @Test
  void measuresTheDominatedVolume() {
    // by hand: 3 + 2 + 1; the same by optuna 4 compute_hypervolume, as the next two
    assertThat(Hypervolume.of(List.of(p(1, 3), p(2, 2), p(3, 1)), p(4, 4))).isEqualTo(6);
    assertThat(Hypervolume.of(List.of(p(1, 2, 3), p(2, 3, 1), p(3, 1, 2), p(2, 2, 2)), p(4, 4, 4)))
        .isEqualTo(14);
    List<double[]> points = new ArrayList<>();
    for (int i = 1; i <= 12; i++) {
      int row = i;
      points.add(
          IntStream.range(0, 3)
              .mapToDouble(k -> (7 * row * (k + 3) + k * k * 5) % 11 / 11.0)
              .toArray());
    }
    assertThat(Hypervolume.of(points, p(1, 1, 1))).isCloseTo(0.5627347858752818, within(1e-12));
  }

  @Test
  void pointsBeyondTheReferenceCountForNothing() {
    assertThat(Hypervolume.of(List.of(p(1, 5), p(5, 1)), p(4, 4))).isZero();
    assertThat(Hypervolume.of(List.of(), p(4, 4))).isZero();
  }

  @Test
  void choosesGreedilyWhatAddsMost() {
    // alone: 3 * 1, 2 * 2, 1 * 3 below (4, 4); (2, 2) first, then the others add 1 each
    assertThat(Hypervolume.greedy(List.of(p(1, 3), p(2, 2), p(3, 1)), p(4, 4)))
        .containsExactly(1, 0, 2);
  }

  private static double[] p(double... losses) {
    return losses;
  }
}
