package dev.tuner.runner.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tuner.runner.training.RandomStreams;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DigitsTest {

  private final Dataset digits =
      DataSets.images("digits", 10, new ImageLayout(1, 8, 8, ImageLayout.Fit.CROP));
  private final int[] labels = digits.targets().strata();

  @Test
  void holdsTheWholeSet() {
    assertThat(digits.count()).isEqualTo(1797);
    assertThat(digits.items().format().values()).isEqualTo(64);
    assertThat(countOf(labels, 3)).isEqualTo(183);
    assertThat(labels).startsWith(0, 1, 2, 3);
  }

  @Test
  void splitKeepsTheSharesOfTheClassesAndLosesNobody() {
    var split = Split.stratified(digits.targets(), 0.2, 0, 0);
    int[] all =
        IntStream.concat(Arrays.stream(split.training()), Arrays.stream(split.validation()))
            .sorted()
            .toArray();
    assertThat(all).containsExactly(IntStream.range(0, 1797).toArray());
    int[] validating = IntStream.of(split.validation()).map(i -> labels[i]).toArray();
    for (int label = 0; label < 10; label++) {
      assertThat(countOf(validating, label)).isEqualTo(Math.round(countOf(labels, label) * 0.2));
    }
  }

  @Test
  void splitFollowsItsSeed() {
    var split = Split.stratified(digits.targets(), 0.2, 0, 0);
    assertThat(Split.stratified(digits.targets(), 0.2, 0, 0).validation())
        .containsExactly(split.validation());
    assertThat(Split.stratified(digits.targets(), 0.2, 0, 1).validation())
        .isNotEqualTo(split.validation());
  }

  @Test
  void refusesAClassTooSmallForBothParts() {
    var few = Targets.Classes.numbered(new int[] {0, 0, 0, 0, 1}, 2);
    assertThatThrownBy(() -> Split.stratified(few, 0.5, 0, 0))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("class '1' has only 1 example");
  }

  @Test
  void trainingPixelsHaveMeanZeroAndDeviationOne() throws IOException {
    var split = Split.stratified(digits.targets(), 0.2, 0, 0);
    var plan =
        new DataPlan(
            true,
            false,
            Imbalance.NONE,
            Augmentation.none(),
            CachePlan.none(),
            0,
            1,
            new RandomStreams(1));
    var examples = PreparedData.of(digits, split, plan).training();
    var batch = examples.batch(0, 0, examples.count());
    double mean = 0;
    double square = 0;
    for (float value : batch.features()) {
      mean += value / batch.features().length;
      square += (double) value * value / batch.features().length;
    }
    assertThat(mean).isEqualTo(0, within(1e-5));
    assertThat(square).isEqualTo(1, within(1e-5));
  }

  private static long countOf(int[] labels, int label) {
    return Arrays.stream(labels).filter(l -> l == label).count();
  }
}
