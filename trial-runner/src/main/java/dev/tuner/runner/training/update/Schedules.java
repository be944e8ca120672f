package dev.tuner.runner.training.update;

/** Learning rates that depend on the optimizer step alone. Steps count from 0. */
public final class Schedules {

  private Schedules() {}

  /** Always {@code rate}. */
  public static LearningRate constant(double rate) {
    return step -> rate;
  }

  /** {@code rate}, multiplied by {@code gamma} after every {@code interval} steps. */
  public static LearningRate step(double rate, long interval, double gamma) {
    return step -> rate * Math.pow(gamma, Math.floor((double) step / interval));
  }

  /**
   * Half a cosine from {@code rate} at step 0 to {@code end} at {@code total}, and {@code end} from
   * there on.
   *
   * @see <a href="https://arxiv.org/abs/1608.03983">Loshchilov and Hutter, SGDR</a>
   */
  public static LearningRate cosine(double rate, double end, long total) {
    return step -> cosine(rate, end, Math.min(1, step / (double) total));
  }

  /**
   * Half a cosine again and again: the first over {@code period} steps, each later one {@code
   * factor} times as long as the one before.
   *
   * @see <a href="https://arxiv.org/abs/1608.03983">Loshchilov and Hutter, SGDR</a>
   */
  public static LearningRate cosineRestarts(double rate, double end, long period, int factor) {
    return step -> {
      long length = period;
      long inside = step;
      if (factor == 1) {
        inside %= length;
      }
      while (inside >= length) {
        inside -= length;
        length *= factor;
      }
      return cosine(rate, end, inside / (double) length);
    };
  }

  /** From {@code rate} to {@code end} at {@code total} along {@code (1 - step / total)^power}. */
  public static LearningRate polynomial(double rate, double end, long total, double power) {
    return step -> end + (rate - end) * Math.pow(1 - Math.min(1, step / (double) total), power);
  }

  /**
   * One rise and one fall, both half cosines: from {@code peak / divide} up to {@code peak}, then
   * down to {@code peak / divide / finalDivide} in the last of {@code total} steps. As PyTorch's
   * OneCycleLR; momentum stays as it is.
   *
   * @param rising the share of the steps that rise, in (0, 1)
   * @see <a href="https://arxiv.org/abs/1708.07120">Smith and Topin, Super-Convergence</a>
   */
  public static LearningRate oneCycle(
      double peak, long total, double rising, double divide, double finalDivide) {
    double first = peak / divide;
    double last = first / finalDivide;
    double top = Math.max(1e-9, rising * total - 1);
    double fall = Math.max(1e-9, total - 1 - top);
    return step ->
        step <= top
            ? cosine(first, peak, step / top)
            : cosine(peak, last, Math.min(1, (step - top) / fall));
  }

  private static double cosine(double from, double to, double share) {
    return to + (from - to) * 0.5 * (1 + Math.cos(Math.PI * share));
  }
}
