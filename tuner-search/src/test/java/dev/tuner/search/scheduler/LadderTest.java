package dev.tuner.search.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LadderTest {

  @Property
  void countsEveryPowerWhereLogarithmsLoseOne(
      @ForAll @IntRange(min = 2, max = 10) int eta,
      @ForAll @IntRange(min = 1, max = 12) int k,
      @ForAll @IntRange(min = 1, max = 3) int r) {
    long max = r;
    int powers = 0;
    while (powers < k && max * eta <= Ladder.LONGEST) {
      max *= eta;
      powers++;
    }
    assertThat(Ladder.of(r, eta, max).size()).isEqualTo(powers);
  }

  @Property
  void levelsRiseStrictlyBelowTheMaximum(
      @ForAll @LongRange(min = 1, max = 100) long grace,
      @ForAll @DoubleRange(min = 1.01, max = 20) double eta,
      @ForAll @LongRange(min = 1, max = 100_000) long max) {
    List<Long> milestones = Ladder.of(grace, eta, Math.max(grace, max)).milestones();
    assertThat(milestones).isSorted().doesNotHaveDuplicates();
    assertThat(milestones.get(milestones.size() - 1)).isEqualTo(Math.max(grace, max));
  }

  @Test
  void realFactorsRoundUpAndRepetitionsFallAway() {
    assertThat(Ladder.of(1, 1.5, 10).levels()).containsExactly(1L, 2L, 3L, 4L, 6L, 8L);
    assertThat(Ladder.of(100, 1.1, 122).levels()).containsExactly(100L, 110L, 121L);
    assertThat(Ladder.of(5, 3, 5).levels()).isEmpty();
  }

  @Test
  void aThirdOfThreeIsExactlyOne() {
    var ladder = Ladder.of(1, 3, 27);
    assertThat(ladder.goOn(0, 2)).isZero();
    assertThat(ladder.goOn(0, 3)).isEqualTo(1);
    assertThat(ladder.goOn(0, 3_000_000)).isEqualTo(1_000_000);
    assertThat(Ladder.of(1, 3, 1_000_000_000).goOn(17, Integer.MAX_VALUE)).isPositive();
  }
}
