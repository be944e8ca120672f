package dev.tuner.runner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LearningRateTest {

  @Test
  void cosineFallsFromTheRateToZeroAndStaysThere() {
    var rate = LearningRate.cosine(0.2, 100);
    assertThat(rate.at(0)).isEqualTo(0.2);
    assertThat(rate.at(50)).isEqualTo(0.1, within(1e-12));
    assertThat(rate.at(100)).isEqualTo(0, within(1e-12));
    assertThat(rate.at(500)).isEqualTo(0, within(1e-12));
  }

  @Test
  void warmUpRisesToTheScheduleThatBeginsAfterIt() {
    var rate = LearningRate.cosine(0.2, 100).after(4);
    assertThat(rate.at(0)).isEqualTo(0.05);
    assertThat(rate.at(3)).isEqualTo(0.2);
    assertThat(rate.at(4)).isEqualTo(0.2);
    assertThat(rate.at(54)).isEqualTo(0.1, within(1e-12));
  }
}
