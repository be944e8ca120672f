package dev.tuner.runner.training.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LearningRateTest {

  @Test
  void cosineFallsFromTheRateToItsEndAndStaysThere() {
    var rate = Schedules.cosine(0.2, 0.02, 100);
    assertThat(rate.at(0)).isEqualTo(0.2);
    assertThat(rate.at(50)).isEqualTo(0.11, within(1e-12));
    assertThat(rate.at(100)).isEqualTo(0.02, within(1e-12));
    assertThat(rate.at(500)).isEqualTo(0.02, within(1e-12));
  }

  @Test
  void warmUpRisesToTheScheduleThatBeginsAfterIt() {
    var rate = Schedules.cosine(0.2, 0, 100).after(4);
    assertThat(rate.at(0)).isEqualTo(0.05);
    assertThat(rate.at(3)).isEqualTo(0.2);
    assertThat(rate.at(4)).isEqualTo(0.2);
    assertThat(rate.at(54)).isEqualTo(0.1, within(1e-12));
  }

  @Test
  void stepDividesAfterEveryInterval() {
    var rate = Schedules.step(1, 10, 0.5);
    assertThat(rates(rate, 0, 9, 10, 19, 20)).containsExactly(1, 1, 0.5, 0.5, 0.25);
  }

  @Test
  void restartsBeginAnewAndEachIsLonger() {
    var rate = Schedules.cosineRestarts(1, 0, 10, 2);
    assertThat(rates(rate, 0, 5, 10, 20, 30))
        .containsExactly(new double[] {1, .5, 1, .5, 1}, near());
    var even = Schedules.cosineRestarts(1, 0, 10, 1);
    assertThat(rates(even, 10, 15, 20, 1005)).containsExactly(new double[] {1, .5, 1, .5}, near());
  }

  @Test
  void polynomialFallsAlongItsPower() {
    var rate = Schedules.polynomial(1, 0.1, 10, 2);
    assertThat(rates(rate, 0, 5, 10, 11))
        .containsExactly(new double[] {1, 0.325, 0.1, 0.1}, near());
  }

  /** Values of torch.optim.lr_scheduler.OneCycleLR(max_lr=1, total_steps=10), computed by hand. */
  @Test
  void oneCycleRisesAndFallsAsPyTorchsDoes() {
    var rate = oneCycle();
    assertThat(rate.at(0)).isEqualTo(0.04, within(1e-12));
    assertThat(rate.at(1)).isEqualTo(0.52, within(1e-12));
    assertThat(rate.at(2)).isEqualTo(1, within(1e-12));
    assertThat(rate.at(9)).isEqualTo(4e-6, within(1e-12));
    assertThat(rate.at(4))
        .isEqualTo(4e-6 + (1 - 4e-6) * (1 + Math.cos(Math.PI * 2 / 7)) / 2, near());
  }

  /** Values of the same with base_momentum=0.85, max_momentum=0.95. */
  @Test
  void theMomentumSwingsAgainstTheRateAsPyTorchsDoes() {
    var cycle = oneCycle();
    assertThat(momenta(cycle, 0, 1, 2, 9))
        .containsExactly(new double[] {.95, .9, .85, .95}, near());
    assertThat(momenta(cycle, 4)[0])
        .isEqualTo(0.95 - 0.1 * (1 + Math.cos(Math.PI * 2 / 7)) / 2, near());
    var later = cycle.after(5);
    assertThat(momenta(later, 0, 4, 5, 7))
        .containsExactly(new double[] {.95, .95, .95, .85}, near());
    assertThat(Schedules.constant(1).momentum(3)).isEmpty();
  }

  private static OneCycle oneCycle() {
    return new OneCycle(
        OneCycle.Rate.around(1, 25, 1e4), 10, 0.3, Optional.of(new OneCycle.Swing(0.95, 0.85)));
  }

  private static double[] momenta(LearningRate rate, long... steps) {
    return LongStream.of(steps).mapToDouble(step -> rate.momentum(step).orElseThrow()).toArray();
  }

  @Test
  void plateauLowersTheRateAfterItsPatienceAndGoesOnFromACheckpoint() {
    var rate = new Plateau(1, 0.05, 0.1, 1);
    double[] losses = {3, 2, 2, Double.NaN, 2.5, 1, 1.5, 1.5};
    double[] expected = {1, 1, 1, 0.1, 0.1, 0.1, 0.1, 0.05};
    for (int i = 0; i < losses.length; i++) {
      rate.evaluated(losses[i]);
      assertThat(rate.at(i)).as("after loss %d", i).isEqualTo(expected[i], near());
      var resumed = new Plateau(1, 0.05, 0.1, 1);
      resumed.restore(rate.state());
      rate = resumed;
    }
  }

  private static org.assertj.core.data.Offset<Double> near() {
    return within(1e-9);
  }

  private static double[] rates(LearningRate rate, long... steps) {
    return LongStream.of(steps).mapToDouble(rate::at).toArray();
  }
}
