package dev.tuner.runner.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SplitTest {

  /** 60 of class 0, 30 of class 1, 10 of class 2. */
  private static final int[] LABELS =
      IntStream.range(0, 100).map(i -> i % 10 < 6 ? 0 : i % 10 < 9 ? 1 : 2).toArray();

  private static final Targets CLASSES = new Targets.Classes(LABELS, List.of("a", "b", "rare"));

  @Test
  void threePartsKeepTheSharesOfTheClasses() {
    var split = Split.stratified(CLASSES, 0.2, 0.1, 7);
    assertThat(counts(split.training())).containsExactly(42, 21, 7);
    assertThat(counts(split.validation())).containsExactly(12, 6, 2);
    assertThat(counts(split.test())).containsExactly(6, 3, 1);
    assertThat(joined(split)).containsExactly(IntStream.range(0, 100).toArray());
  }

  @Test
  void everyItemValidatesInOneFold() {
    var folds = Split.folds(CLASSES, 4, 0.1, 7);
    assertThat(folds).hasSize(4);
    int[] validated =
        folds.stream().flatMapToInt(fold -> Arrays.stream(fold.validation())).sorted().toArray();
    int[] all =
        IntStream.concat(Arrays.stream(validated), Arrays.stream(folds.get(0).test()))
            .sorted()
            .toArray();
    assertThat(all).containsExactly(IntStream.range(0, 100).toArray());
    for (var fold : folds) {
      assertThat(joined(fold)).containsExactly(IntStream.range(0, 100).toArray());
      assertThat(fold.test()).containsExactly(folds.get(0).test());
      assertThat(fold.validation().length).isBetween(22, 23);
      assertThat(counts(fold.validation())[2]).isBetween(2, 3);
    }
  }

  @Test
  void theSeedDecidesTheFolds() {
    var folds = Split.folds(CLASSES, 4, 0, 7);
    assertThat(Split.folds(CLASSES, 4, 0, 7).get(1).validation())
        .containsExactly(folds.get(1).validation());
    assertThat(Split.folds(CLASSES, 4, 0, 8).get(1).validation())
        .isNotEqualTo(folds.get(1).validation());
  }

  @Test
  void aSampleKeepsTheSharesAndItsSize() {
    int[] sample = Split.sample(LABELS, 33, 1);
    assertThat(sample).hasSize(33).isSorted().doesNotHaveDuplicates();
    assertThat(counts(sample)).containsExactly(20, 10, 3);
    assertThat(Split.sample(LABELS, 1000, 1)).hasSize(100);
  }

  @Test
  void refusesClassesTooSmall() {
    var few = Targets.Classes.numbered(new int[] {0, 0, 0, 1}, 2);
    assertThatThrownBy(() -> Split.folds(CLASSES, 11, 0, 1))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining(
            "class 'rare' has only 10 examples, too few for every part of the split at 11 folds");
    assertThatThrownBy(() -> Split.stratified(few, 0.5, 0, 1))
        .hasMessageContaining("class '1' has only 1 example, too few");
  }

  private static int[] joined(Split split) {
    return Stream.of(split.training(), split.validation(), split.test())
        .flatMapToInt(Arrays::stream)
        .sorted()
        .toArray();
  }

  private static int[] counts(int[] members) {
    var counts = new int[3];
    Arrays.stream(members).forEach(member -> counts[LABELS[member]]++);
    return counts;
  }
}
