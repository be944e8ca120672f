package dev.tuner.search.searcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuasiRandomSearcherTest implements SearcherContract {

  @Override
  public Searcher searcher() {
    return Searchers.read(Map.of("type", "quasi_random", "seed", 7), "", new Problems());
  }

  @Test
  void everyPrimePowerOfPointsHitsEveryCellOnce() {
    var halton = new Halton(5);
    for (int dimension = 0; dimension < 10; dimension++) {
      int cells = Halton.prime(dimension) * Halton.prime(dimension);
      boolean[] hit = new boolean[cells];
      for (int index = 0; index < cells; index++) {
        hit[(int) (halton.coordinate(index, dimension) * cells)] = true;
      }
      assertThat(IntStream.range(0, cells).allMatch(cell -> hit[cell])).isTrue();
    }
  }

  @Test
  void fillsTheSquareMoreEvenlyThanChance() {
    var space =
        SearcherContract.space(
            Map.of("x", Map.of("uniform", List.of(0, 1)), "y", Map.of("uniform", List.of(0, 1))));
    int[] counts = new int[36];
    for (int number = 0; number < 3600; number++) {
      var config =
          searcher().suggest(number, space, History.none(), TrialRandom.of(number)).config();
      int column = (int) ((Double) config.get("x") * 6);
      int row = (int) ((Double) config.get("y") * 6);
      counts[row * 6 + column]++;
    }
    Arrays.stream(counts).forEach(count -> assertThat(count).isCloseTo(100, within(8)));
  }

  @Test
  void largePrimesAreNotCorrelated() {
    var halton = new Halton(1);
    double sum = 0;
    for (int i = 0; i < 200; i++) {
      sum += (halton.coordinate(i, 18) - 0.5) * (halton.coordinate(i, 19) - 0.5);
    }
    assertThat(Math.abs(sum / 200 * 12)).isLessThan(0.3);
  }

  @Test
  void anotherSeedIsAnotherSequence() {
    assertThat(new Halton(1).coordinate(3, 2)).isNotEqualTo(new Halton(2).coordinate(3, 2));
  }

  @Test
  void theSeedHasARange() {
    var problems = new Problems();
    Searchers.read(Map.of("type", "quasi_random", "seed", -1), "/search", problems);
    assertThat(problems.list()).hasSize(1);
    assertThat(problems.list().get(0).detail()).contains("at least 0", "is -1");
  }
}
