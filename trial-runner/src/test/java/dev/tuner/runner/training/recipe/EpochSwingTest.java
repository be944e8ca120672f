package dev.tuner.runner.training.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class EpochSwingTest {

  private static final int PHASES = 5; // evaluations in an epoch

  @Test
  void aMetricThatFollowsTheEpochIsFlaggedThoughItImproves() {
    var random = new SplittableRandom(1);
    var swing =
        after(
            6,
            i ->
                2 / (1 + 0.1 * i)
                    + 0.1 * Math.sin(2 * Math.PI * i / PHASES)
                    + 0.02 * random.nextGaussian());
    assertThat(swing.share()).isGreaterThan(0.7);
    assertThat(swing.isClear()).isTrue();
  }

  @Test
  void noiseIsNot() {
    for (int seed = 0; seed < 200; seed++) {
      var random = new SplittableRandom(seed);
      var swing = after(6, i -> 2 / (1 + 0.1 * i) + 0.1 * random.nextGaussian());
      assertThat(swing.isClear()).as("seed %d: %s", seed, swing.share()).isFalse();
    }
  }

  @Test
  void saysNothingOfFewEpochsOrOfOneEvaluationEach() {
    assertThat(after(3, i -> i % PHASES).share()).isNaN();
    var swing = new EpochSwing();
    for (int epoch = 1; epoch < 20; epoch++) {
      swing.add(epoch, epoch % 2);
    }
    assertThat(swing.share()).isNaN();
  }

  private static EpochSwing after(int epochs, IntToDoubleFunction value) {
    var swing = new EpochSwing();
    for (int i = 1; i <= epochs * PHASES; i++) {
      swing.add(i / (double) PHASES, value.applyAsDouble(i));
    }
    return swing;
  }
}
