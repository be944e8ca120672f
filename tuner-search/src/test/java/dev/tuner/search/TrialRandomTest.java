package dev.tuner.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TrialRandomTest {

  /** Pinned: another number here would change every stored study's draws. */
  @Test
  void drawsTheSameNumbersOnEveryJvm() {
    RandomGenerator random = TrialRandom.of(42, 7, Purpose.CONFIG);
    assertThat(LongStream.generate(random::nextLong).limit(3))
        .containsExactly(-4527991457860418139L, -6106076435566383162L, 6914004750729499100L);
    assertThat(TrialRandom.seed(42, 7, Purpose.TRAINING)).isEqualTo(6698676903320308705L);
    assertThat(TrialRandom.of(42, 7, Purpose.CONFIG).nextGaussian()).isEqualTo(1.1694108155276008);
  }

  @Test
  void neighbouringSeedsTrialsAndPurposesHaveNothingInCommon() {
    Set<Long> seen = new HashSet<>();
    for (int seed = -50; seed < 50; seed++) {
      for (int trial = 0; trial < 100; trial++) {
        for (Purpose purpose : Purpose.values()) {
          seen.add(TrialRandom.of(seed, trial, purpose).nextLong());
        }
      }
    }
    assertThat(seen).hasSize(100 * 100 * Purpose.values().length);
  }

  @Test
  void firstDrawsOfSuccessiveTrialsAreUniform() {
    int[] counts = new int[10];
    for (int trial = 0; trial < 100_000; trial++) {
      counts[TrialRandom.of(1, trial, Purpose.CONFIG).nextInt(10)]++;
    }
    for (int count : counts) {
      assertThat(count).isCloseTo(10_000, within(400));
    }
  }

  @Test
  void gaussianHasMeanZeroAndDeviationOne() {
    RandomGenerator random = TrialRandom.of(3);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < 100_000; i++) {
      double x = random.nextGaussian();
      sum += x;
      squares += x * x;
    }
    assertThat(sum / 100_000).isCloseTo(0, within(0.015));
    assertThat(squares / 100_000).isCloseTo(1, within(0.025));
  }
}
