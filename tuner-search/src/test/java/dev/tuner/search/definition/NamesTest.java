package dev.tuner.search.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {

  @Test
  void swappedLettersAreOneMistake() {
    assertThat(Names.distance("logunifrom", "loguniform")).isEqualTo(1);
    assertThat(Names.distance("unifrm", "uniform")).isEqualTo(1);
    assertThat(Names.distance("LR", "lr")).isZero();
  }

  @Test
  void findsTheNameThatWasMeantAndNothingFarFetched() {
    var known = List.of("uniform", "loguniform", "randint");
    assertThat(Names.nearest("logunifrom", known)).contains("loguniform");
    assertThat(Names.nearest("optimizer", known)).isEmpty();
  }
}
