package dev.tuner.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModeTest {

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whateverIsNotFiniteIsTheWorstInBothModes(double value) {
    assertThat(Mode.MIN.loss(value)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Mode.MAX.loss(value)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Mode.MIN.isBetter(value, 1e300)).isFalse();
    assertThat(Mode.MAX.isBetter(value, -1e300)).isFalse();
  }

  private static DoubleStream values() {
    RandomGenerator random = TrialRandom.of(1);
    return DoubleStream.concat(
        DoubleStream.of(0, -0.0, 1, Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE),
        DoubleStream.generate(() -> random.nextGaussian() * Math.pow(10, random.nextInt(-300, 300)))
            .limit(50));
  }

  @ParameterizedTest
  @MethodSource("values")
  void minimisingAValueIsMaximisingItsNegative(double value) {
    assertThat(Mode.MAX.loss(-value)).isEqualTo(Mode.MIN.loss(value));
  }

  @ParameterizedTest
  @MethodSource("values")
  void aFiniteLossTurnsBackIntoItsValue(double value) {
    assertThat(Mode.MAX.value(Mode.MAX.loss(value))).isEqualTo(value + 0.0);
    assertThat(Mode.MIN.value(Mode.MIN.loss(value))).isEqualTo(value + 0.0);
  }

  @Test
  void onlyMinAndMaxAreModes() {
    assertThat(Mode.of("min")).isEqualTo(Mode.MIN);
    assertThat(Mode.of("max")).isEqualTo(Mode.MAX);
    assertThatThrownBy(() -> Mode.of("maximise")).hasMessageContaining("min or max");
  }
}
