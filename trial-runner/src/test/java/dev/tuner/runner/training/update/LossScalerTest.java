package dev.tuner.runner.training.update;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LossScalerTest {

  @Test
  void beginsAtTwoToTheSixteenAndGrowsEveryTwoThousandGoodSteps() {
    var scaler = LossScaler.dynamic();
    assertThat(scaler.scale()).isEqualTo(65536);
    for (int i = 0; i < 1999; i++) {
      assertThat(scaler.accept(true)).isTrue();
    }
    assertThat(scaler.scale()).isEqualTo(65536);
    scaler.accept(true);
    assertThat(scaler.scale()).isEqualTo(131072);
  }

  @Test
  void overflowSkipsTheStepHalvesTheScaleAndStartsCountingAnew() {
    var scaler = LossScaler.dynamic(1024, 2);
    scaler.accept(true);
    assertThat(scaler.accept(false)).isFalse();
    assertThat(scaler.state()).isEqualTo(new LossScaler.State(512, 0));
    scaler.accept(true);
    assertThat(scaler.scale()).isEqualTo(512);
    scaler.accept(true);
    assertThat(scaler.scale()).isEqualTo(1024);
  }

  @Test
  void stopsHalvingWhereNoGradientWouldSurvive() {
    var scaler = LossScaler.dynamic();
    for (int i = 0; i < 2000; i++) {
      scaler.accept(false);
    }
    assertThat(scaler.scale()).isEqualTo(0x1p-24);
  }

  @Test
  void withoutScalingNoStepIsSkipped() {
    var scaler = LossScaler.none();
    assertThat(scaler.accept(false)).isTrue();
    assertThat(scaler.scale()).isEqualTo(1);
  }
}
