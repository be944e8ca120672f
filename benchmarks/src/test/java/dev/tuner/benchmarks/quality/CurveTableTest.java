package dev.tuner.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurveTableTest {
  private static CurveTable table(Curve... curves) {
    return CurveTable.ofSingle("mini", Miniature.SPACE, List.of(curves));
  }

  private final CurveTable table =
      table(
          Miniature.curve(0.1, 2, false, 9.0, 1.0),
          Miniature.curve(0.2, 2, false, 3.0, 5.0),
          Miniature.curve(0.3, 2, false, 7.0, Double.POSITIVE_INFINITY),
          Miniature.curve(0.4, 2, true));

  @Test
  void regretIsZeroAtTheBestAndOneAtTheMedianConfig() {
    // the configs' best losses are 1, 3, 7 and infinite: the median is 5
    assertThat(table.regret(1)).isZero();
    assertThat(table.regret(5)).isEqualTo(1);
    assertThat(table.regret(3)).isEqualTo(0.5);
  }

  @Test
  void nothingSeenCountsAsTheWorstFiniteLoss() {
    assertThat(table.regret(Double.POSITIVE_INFINITY)).isEqualTo(2);
  }

  @Test
  void refusesATableWhoseMedianIsItsBest() {
    assertThatThrownBy(
            () -> table(Miniature.curve(0.1, 1, false, 1.0), Miniature.curve(0.2, 1, false, 1.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mini");
  }

  @Test
  void theOrderOfTheRowsIsAFunctionOfTheSeed() {
    List<Curve> curves = new ArrayList<>();
    for (int i = 1; i <= 30; i++) {
      curves.add(Miniature.curve(i / 32.0, 1, false, (double) i));
    }
    CurveTable many = CurveTable.ofSingle("many", Miniature.SPACE, curves);
    assertThat(order(many, 1)).isEqualTo(order(many, 1)).isNotEqualTo(order(many, 2));
    assertThat(order(many, 1)).containsExactlyInAnyOrderElementsOf(curves);
  }

  /** Unused rows that are the only ones left come in their order. */
  private static List<Curve> order(CurveTable table, long seed) {
    Rows rows = table.supply(seed);
    List<Curve> order = new ArrayList<>();
    while (!rows.isEmpty()) {
      order.add(rows.takeAny(() -> 0));
    }
    return order;
  }
}
