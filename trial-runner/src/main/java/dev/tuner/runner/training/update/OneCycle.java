package dev.tuner.runner.training.update;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One rise and one fall of the rate, both half cosines, and, where it is wanted, of the momentum in
 * the opposite direction: what the rate adds to the steps, the momentum takes. As PyTorch's
 * OneCycleLR.
 *
 * @param rate where it begins, its peak, and where it is in the last of {@code total} steps
 * @param rising the share of the steps that rise, in (0, 1)
 * @param swing empty to leave the optimizer its own momentum
 * @see <a href="https://arxiv.org/abs/1708.07120">Smith and Topin, Super-Convergence</a>
 */
public record OneCycle(Rate rate, long total, double rising, Optional<Swing> swing)
    implements LearningRate {

  /** The rate's turning points. */
  public record Rate(double first, double peak, double last) {

    /** From {@code peak / divide} to {@code peak} and to {@code peak / divide / finalDivide}. */
    public static Rate around(double peak, double divide, double finalDivide) {
      return new Rate(peak / divide, peak, peak / divide / finalDivide);
    }
  }

  /**
   * The momentum's turning points.
   *
   * @param high where the rate is low, at both ends
   * @param low where the rate peaks
   */
  public record Swing(double high, double low) {}

  @Override
  public double at(long step) {
    return between(rate, step);
  }

  @Override
  public OptionalDouble momentum(long step) {
    return swing
        .map(s -> OptionalDouble.of(between(new Rate(s.high(), s.low(), s.high()), step)))
        .orElse(OptionalDouble.empty());
  }

  private double between(Rate points, long step) {
    double top = Math.max(1e-9, rising * total - 1);
    double fall = Math.max(1e-9, total - 1 - top);
    return step <= top
        ? Schedules.cosine(points.first(), points.peak(), step / top)
        : Schedules.cosine(points.peak(), points.last(), Math.min(1, (step - top) / fall));
  }
}
