package dev.tuner.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

  @Property
  void minimisingAValueIsMaximisingItsNegative(@ForAll double value) {
    assertThat(Mode.MAX.loss(-value)).isEqualTo(Mode.MIN.loss(value));
  }

  @Property
  void aFiniteLossTurnsBackIntoItsValue(@ForAll double value) {
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
