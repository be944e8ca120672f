package dev.tuner.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTest {

  /** From tables with more digits than a double has. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.5",
    "1, 0.8413447460685429",
    "-1.96, 0.024997895148220435",
    "-5, 2.866515718791939e-7",
    "-10, 7.619853024160527e-24",
    "40, 1",
    "-40, 0"
  })
  void cdfAgreesWithTables(double z, double expected) {
    assertThat(Normal.cdf(z)).isCloseTo(expected, within(1e-14 + expected * 1e-9));
  }

  @Test
  void theQuantileIsTheInverse() {
    Tries.of(
        1000,
        random -> {
          double z = random.nextDouble(-5, 5);
          assertThat(Normal.quantile(Normal.cdf(z))).isCloseTo(z, within(1e-8));
        });
  }
}
