package dev.tuner.search.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.Tries;
import java.util.List;
import org.junit.jupiter.api.Test;

class LadderTest {

  @Test
  void countsEveryPowerWhereLogarithmsLoseOne() {
    Tries.of(
        1000,
        random -> {
          var powers = Powers.draw(random);
          assertThat(Ladder.of(powers.r(), powers.eta(), powers.max()).size())
              .isEqualTo(powers.count());
        });
  }

  @Test
  void levelsRiseStrictlyBelowTheMaximum() {
    Tries.of(
        1000,
        random -> {
          long grace = random.nextLong(1, 101);
          double eta = random.nextDouble(1.01, 20);
          long max = random.nextLong(1, 100_001);
          List<Long> milestones = Ladder.of(grace, eta, Math.max(grace, max)).milestones();
          assertThat(milestones).isSorted().doesNotHaveDuplicates();
          assertThat(milestones.get(milestones.size() - 1)).isEqualTo(Math.max(grace, max));
        });
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
