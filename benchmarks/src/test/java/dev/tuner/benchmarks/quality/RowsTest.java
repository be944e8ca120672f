package dev.tuner.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.TrialRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowsTest {
  private static Curve at(double x, String kind) {
    return new RecordedCurve(Miniature.config(x, kind), List.of(), List.of(), false);
  }

  private static Rows rows(Curve... curves) {
    return new Rows(Miniature.SPACE, List.of(curves));
  }

  @Test
  void givesTheNearestRowThatIsNotUsedYet() {
    Curve near = at(0.4, "a");
    Curve far = at(0.9, "a");
    Rows rows = rows(far, near);
    Map<String, Object> proposed = Miniature.config(0.5, "a");
    assertThat(rows.takeNearest(proposed)).isEqualTo(near);
    assertThat(rows.takeNearest(proposed)).isEqualTo(far);
    assertThat(rows.isEmpty()).isTrue();
  }

  @Test
  void anotherOptionIsOneAwayWhicheverItIs() {
    Curve far = at(0.0, "a");
    Curve other = at(0.9, "c");
    assertThat(rows(other, far).takeNearest(Miniature.config(0.9, "a"))).isEqualTo(far);
    assertThat(rows(far, other).takeNearest(Miniature.config(0.9, "b"))).isEqualTo(other);
  }

  @Test
  void theFirstOfEquallyNearRowsIsTaken() {
    Curve first = at(0.75, "a");
    Curve second = at(0.25, "a");
    assertThat(rows(first, second).takeNearest(Miniature.config(0.5, "a"))).isEqualTo(first);
  }

  @Test
  void anyRowIsGivenAwayOnce() {
    Rows rows = rows(at(0.1, "a"), at(0.2, "b"), at(0.3, "c"));
    Set<Curve> taken = new HashSet<>();
    var random = TrialRandom.of(7);
    while (!rows.isEmpty()) {
      taken.add(rows.takeAny(random));
    }
    assertThat(taken).hasSize(3);
  }
}
