package dev.tuner.runner.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.runner.trainable.InvalidTrialException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ErrorTextTest {

  @Test
  void namesTheFieldOfABadConfigAndNothingElse() {
    assertThat(ErrorText.of(new InvalidTrialException("config.lr", "must be positive but was -1")))
        .isEqualTo("config.lr must be positive but was -1");
  }

  @Test
  void tellsTheChainOfCauses() {
    var error = new IllegalStateException("no data", new IOException("disk", new Error()));
    assertThat(ErrorText.of(error))
        .isEqualTo("IllegalStateException: no data; caused by IOException: disk; caused by Error");
  }

  @Test
  void endsSomewhereWhenTheMessageDoesNot() {
    assertThat(ErrorText.of(new IllegalStateException("x".repeat(1_000_000))))
        .hasSizeLessThan(2_100);
  }
}
