package dev.tuner.client.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ParametersTest {
  private final Map<String, Object> before =
      Map.of("lr", 0.1, "layers", 2, "optimizer", Map.of("name", "sgd", "momentum", 0.9));
  private final Map<String, Object> after =
      Map.of("lr", 0.08, "layers", 2, "optimizer", Map.of("name", "adam"));

  @Test
  void aTakeoverShowsWhatChangedAndNothingElse() {
    assertThat(Parameters.differing(before, after))
        .isEqualTo(Map.of("lr", 0.1, "optimizer.name", "sgd", "optimizer.momentum", 0.9));
    assertThat(Parameters.differing(after, before))
        .isEqualTo(Map.of("lr", 0.08, "optimizer.name", "adam"));
  }

  @Test
  void nothingDiffersFromItself() {
    assertThat(Parameters.differing(before, before)).isEmpty();
  }
}
